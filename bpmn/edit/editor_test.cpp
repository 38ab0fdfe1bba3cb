#include "bpmn/edit/editor.hpp"

#include <gtest/gtest.h>

#include "bpmn/bpmn.hpp"
#include "bpmn/document/encoding.hpp"

namespace baton::bpmn {
namespace {

constexpr const char* kFile =
    "<?xml version='1.0'?>\r\n<!-- kept -->\r\n"
    "<b:definitions xmlns:b='http://www.omg.org/spec/BPMN/20100524/MODEL'\r\n"
    "   xmlns:di='http://www.omg.org/spec/BPMN/20100524/DI' targetNamespace='t' xmlns:x='urn:ext'>\r\n"
    "  <b:process id='P'  name=\"it's\">\r\n"
    "    <b:startEvent id='S' ><b:outgoing>F</b:outgoing></b:startEvent>\r\n"
    "    <?pi data?>\r\n"
    "    <b:task id='T' default='F2'/>\r\n"
    "    <b:sequenceFlow id='F' sourceRef='S' targetRef=' T '/>\r\n"
    "  </b:process>\r\n"
    "  <di:BPMNDiagram><di:BPMNPlane bpmnElement='P'><di:BPMNShape bpmnElement='t:T'/></di:BPMNPlane></di:BPMNDiagram>\r\n"
    "</b:definitions>\r\n";

std::shared_ptr<const Model> model_of(const std::string& bytes) {
  auto loaded = read(bytes);
  EXPECT_TRUE(loaded.model);
  return loaded.model;
}

// The file after `edit`, and the place of the original that it must equal when `from` becomes `to`.
template <typename Edit>
void expect_only(const std::string& bytes, Edit edit, const std::string& from, const std::string& to) {
  Editor editor(model_of(bytes));
  edit(editor);
  std::string expected = bytes;
  const std::size_t at = expected.find(from);
  ASSERT_NE(at, std::string::npos);
  expected.replace(at, from.size(), to);
  EXPECT_EQ(editor.save(), expected);
  EXPECT_TRUE(read(editor.save()).model);
}

Element find(Editor& editor, std::string_view id) { return editor.model().find(id); }

TEST(Editor, ChangesNothingUnasked) { EXPECT_EQ(Editor(model_of(kFile)).save(), kFile); }

TEST(Editor, SetsAnAttributeInItsQuotes) {
  expect_only(kFile, [](Editor& e) { e.set_attribute(find(e, "P"), "name", "a \"b\" & 'c'\nd"); },
              "name=\"it's\"", "name=\"a &quot;b&quot; &amp; 'c'&#10;d\"");
  expect_only(kFile, [](Editor& e) { e.set_attribute(find(e, "T"), "id", "it's"); }, "id='T' ", "id='it&apos;s' ");
}

TEST(Editor, AddsAndRemovesAttributes) {
  expect_only(kFile, [](Editor& e) { e.set_attribute(find(e, "S"), "name", "x"); }, "id='S' >", "id='S' name=\"x\" >");
  expect_only(kFile, [](Editor& e) { e.remove_attribute(find(e, "T"), "default"); }, " default='F2'", "");
  expect_only(kFile, [](Editor& e) { e.remove_attribute(find(e, "T"), "missing"); }, "", "");
}

TEST(Editor, TheLastChangeOfAPlaceWins) {
  const auto edit = [](Editor& e) {
    e.set_attribute(find(e, "T"), "name", "1");
    e.set_attribute(find(e, "T"), "name", "2");
    e.set_attribute(find(e, "T"), "default", "3");
    e.remove_attribute(find(e, "T"), "default");
  };
  expect_only(kFile, edit, " default='F2'", " name=\"2\"");
}

TEST(Editor, RemovesAnElementWithItsLine) {
  expect_only(kFile, [](Editor& e) { e.remove(find(e, "T")); }, "    <b:task id='T' default='F2'/>\r\n", "");
  // Changes inside what goes are gone as well.
  const auto edit = [](Editor& e) {
    e.set_text(find(e, "S").child("outgoing"), "G");
    e.remove(find(e, "S"));
  };
  expect_only(kFile, edit, "    <b:startEvent id='S' ><b:outgoing>F</b:outgoing></b:startEvent>\r\n", "");
}

TEST(Editor, AddsElementsInTheFilesLayout) {
  const Fragment end{"b:endEvent", {{"id", "E"}}};
  expect_only(kFile, [&](Editor& e) { e.append(find(e, "P"), end); }, "' T '/>\r\n", "' T '/>\r\n    <b:endEvent id=\"E\" />\r\n");
  expect_only(kFile, [&](Editor& e) { e.insert_before(find(e, "T"), end); }, "?>\r\n    <b:task",
              "?>\r\n    <b:endEvent id=\"E\" />\r\n    <b:task");
  expect_only(kFile, [&](Editor& e) { e.insert_after(find(e, "T"), end); }, "'F2'/>", "'F2'/>\r\n    <b:endEvent id=\"E\" />");
  expect_only(kFile, [&](Editor& e) { e.append(find(e, "T"), end); }, "'F2'/>",
              "'F2'>\r\n      <b:endEvent id=\"E\" />\r\n    </b:task>");
}

TEST(Editor, AddsExtensionsWhereTheSchemaWantsThem) {
  const Fragment property{"x:property", {}, "a<b"};
  const auto edit = [&](Editor& e) {
    e.add_extension(find(e, "S"), property);
    e.add_extension(find(e, "S"), property);
  };
  expect_only(kFile, edit, "'S' ><b:outgoing>",
              "'S' ><b:extensionElements>\r\n  <x:property>a&lt;b</x:property>\r\n  <x:property>a&lt;b</x:property>\r\n"
              "</b:extensionElements><b:outgoing>");
}

TEST(Editor, DeclaresNamespacesOnce) {
  Editor editor(model_of(kFile));
  const std::string name = editor.qualified_attribute(find(editor, "T"), "urn:other", "b", "topic");
  EXPECT_EQ(name, "b2:topic");  // "b" means BPMN in this file
  EXPECT_EQ(editor.qualified_attribute(find(editor, "S"), "urn:other", "y", "topic"), name);
  EXPECT_EQ(editor.qualified_element(find(editor, "S"), "http://www.omg.org/spec/BPMN/20100524/MODEL", "bpmn", "task"), "b:task");
  editor.set_attribute(find(editor, "T"), name, "v");
  const auto edited = model_of(editor.save());
  const xml::Document& document = edited->document();
  const auto* last = document.attributes_end(edited->find("T").index()) - 1;
  EXPECT_EQ(document.namespace_uri(last->name_space), "urn:other");
}

TEST(Editor, RenamesWithAllReferences) {
  Editor editor(model_of(kFile));
  editor.rename(find(editor, "T"), "Check");
  std::string expected = kFile;
  const auto change = [&](const std::string& from, const std::string& to) { expected.replace(expected.find(from), from.size(), to); };
  change("id='T'", "id='Check'");
  change("targetRef=' T '", "targetRef='Check'");
  change("bpmnElement='t:T'", "bpmnElement='t:Check'");
  EXPECT_EQ(editor.save(), expected);
  Editor flow(model_of(kFile));
  flow.rename(find(flow, "F"), "G");
  EXPECT_NE(flow.save().find("<b:outgoing>G</b:outgoing>"), std::string::npos);
}

TEST(Editor, KeepsTheEncoding) {
  for (const auto& [encoding, mark] : {std::pair{"UTF-16LE", true}, {"UTF-16BE", true}, {"ISO-8859-1", false}, {"windows-1252", false}, {"UTF-8", true}}) {
    std::string text = "<?xml version='1.0' encoding='" + std::string(mark ? "UTF-16" : encoding) + "'?>" +
                       "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'><task id='T' name='Grün'/></definitions>";
    const std::string bytes = xml::encode(text, encoding, mark);
    Editor editor(model_of(bytes));
    EXPECT_EQ(editor.save(), bytes) << encoding;
    editor.set_attribute(find(editor, "T"), "name", "Größe");
    text.replace(text.find("Grün"), 5, "Größe");
    EXPECT_EQ(editor.save(), xml::encode(text, encoding, mark)) << encoding;
  }
  const std::string latin = xml::encode(
      "<?xml version='1.0' encoding='ISO-8859-1'?><definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' id='D'/>",
      "ISO-8859-1", false);
  Editor editor(model_of(latin));
  editor.set_attribute(find(editor, "D"), "name", "€ 中");
  EXPECT_NE(editor.save().find("&#x20ac; &#x4e2d;"), std::string::npos);
  EXPECT_EQ(model_of(editor.save())->find("D").attribute("name"), "€ 中");
}

}  // namespace
}  // namespace baton::bpmn
