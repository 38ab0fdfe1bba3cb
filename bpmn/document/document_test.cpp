#include "bpmn/document/document.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace baton::xml {
namespace {

std::vector<std::string> texts(const std::string& inside) {
  const Parsed parsed = parse("<a>" + inside + "</a>");
  std::vector<std::string> texts;
  for (ElementIndex i = 1; i < parsed.document->size(); ++i) texts.push_back(parsed.document->text(i));
  return texts;
}

// Line ends are one character, white space beside elements is nothing, CDATA is text, comments are nothing.
TEST(Document, ReadsText) {
  EXPECT_EQ(texts("<b>1&amp;2&#x20AC;&#65;</b>"), std::vector<std::string>{"1&2\u20acA"});
  EXPECT_EQ(texts("<b>a\r\nb\rc\nd\te</b>"), std::vector<std::string>{"a\nb\nc\nd\te"});
  EXPECT_EQ(texts("<b>  </b>"), std::vector<std::string>{"  "});
  EXPECT_EQ(texts("<b> <c/> t <c/> </b>"), (std::vector<std::string>{" t ", "", ""}));
  EXPECT_EQ(texts("<b><![CDATA[ x\r\n<&] ]]> z</b>"), std::vector<std::string>{" x\n<&]  z"});
  EXPECT_EQ(texts("<b>1<!-- <c> -->2<?p <d> ?>3</b>"), std::vector<std::string>{"123"});
  EXPECT_EQ(texts("<b> <!-- --> </b>"), std::vector<std::string>{" "});
}

TEST(Document, ReadsAttributes) {
  const Parsed parsed = parse("<a xmlns:p='u' p:x='1&#10;2\r\n3\t4&quot;' x=\"'\"/>");
  const Attribute* attributes = parsed.document->attributes_begin(0);
  ASSERT_EQ(parsed.document->attributes_end(0) - attributes, 3);
  EXPECT_EQ(attributes[1].name, "x");
  EXPECT_EQ(parsed.document->namespace_uri(attributes[1].name_space), "u");
  EXPECT_EQ(attributes[1].value, "1\n2 3 4\"");
  EXPECT_EQ(attributes[2].value, "'");
  EXPECT_EQ(attributes[2].name_space, 0u);
}

TEST(Document, KnowsRelativesNamespacesAndPlaces) {
  const Parsed parsed = parse("<p:a xmlns:p='u'>\n <p:b xmlns:p='v'/>\r\n <p:c/></p:a>");
  const Document& document = *parsed.document;
  EXPECT_EQ(document.namespace_uri(document.name_space(1)), "v");
  EXPECT_EQ(document.namespace_uri(document.name_space(2)), "u");
  EXPECT_EQ(document.first_child(0), 1u);
  EXPECT_EQ(document.next_sibling(1), 2u);
  EXPECT_EQ(document.end(1), 2u);
  EXPECT_EQ(document.parent(2), 0u);
  EXPECT_EQ(document.start(2).line, 3);
  EXPECT_EQ(document.start(2).column, 2);
  EXPECT_EQ(document.after_root().column, 14);
}

TEST(Document, OldLineEndsCount) {
  const Parsed parsed = parse("<a>\r\r\n\n<b/>\r</a>");
  EXPECT_EQ(parsed.document->line(1), 4);
  EXPECT_EQ(parsed.document->after_root().line, 5);
  const std::string wide(20'000, ' ');
  EXPECT_EQ(parse("<a>" + wide + "\U0001F600<b/></a>").document->start(1).column, 20'006);
}

TEST(Document, RefusesWhatIsNotWellFormed) {
  struct Row {
    const char* text;
    int column;
  };
  for (const Row& row : {Row{"<a><b></a>", 7}, Row{"<a x='1' x='2'/>", 15}, Row{"<a>&nope;</a>", 4}, Row{"<a>]]></a>", 4},
                         Row{"<a x='<'/>", 7}, Row{"<a/><b/>", 5}, Row{"<p:a/>", 1}, Row{"<!DOCTYPE a><a/>", 1},
                         Row{"<a>\x01</a>", 4}, Row{"<a x='\x01'/>", 7}, Row{"<a x='1'y='2'/>", 9}, Row{"<a", 3}, Row{"", 1}}) {
    const Parsed parsed = parse(row.text);
    EXPECT_FALSE(parsed.document) << row.text;
    ASSERT_FALSE(parsed.problems.empty()) << row.text;
    EXPECT_EQ(parsed.problems[0].place.column, row.column) << row.text;
  }
}

}  // namespace
}  // namespace baton::xml
