#include "modeler/kinds.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "bpmn/bpmn.hpp"
#include "bpmn/document/document.hpp"
#include "expression/value.hpp"

namespace baton::modeler {

namespace {

using bpmn::Findings;

constexpr std::string_view kDmnNamespaces = "/DMN/";  // in all versions' namespaces of the Object Management Group
constexpr std::size_t kLongestWord = 500;

bpmn::Finding error(std::string rule, std::string message, xml::Place place = {1, 1}) {
  bpmn::Finding finding;
  finding.rule = std::move(rule);
  finding.message = std::move(message);
  finding.line = place.line, finding.column = place.column;
  return finding;
}

Findings check_bpmn(std::string_view bytes, bool lenient) { return bpmn::load(bytes, {lenient, false, {}}).findings; }

Findings check_dmn(std::string_view bytes, bool) {
  const xml::Parsed parsed = xml::parse(bytes);
  Findings findings;
  for (const xml::Problem& problem : parsed.problems) {
    findings.push_back(error(problem.rule, problem.message, problem.place));
    if (!problem.is_error) findings.back().severity = bpmn::Severity::warning;
  }
  if (!parsed.document) return findings;
  const xml::Document& document = *parsed.document;
  const std::string_view space = document.namespace_uri(document.name_space(0));
  if (document.name(0) != "definitions" || space.find(kDmnNamespaces) == std::string_view::npos) {
    findings.push_back(error("not-dmn",
                             fmt::format("Expected the root element 'definitions' of DMN, found '{}' of namespace '{}'", document.name(0), space),
                             document.after_start_tag(0)));
  }
  return findings;
}

Findings check_form(std::string_view bytes, bool) {
  const Json form = Json::parse(bytes, nullptr, false);
  if (form.is_discarded()) return {error("form-not-json", "Expected a form as JSON")};
  if (!form.is_object()) return {error("form-not-json", fmt::format("Expected a JSON object, found {}", form.type_name()))};
  return {};
}

Findings check_nothing(std::string_view, bool) { return {}; }

std::string one_line(std::string_view text) {
  std::size_t length = std::min(text.size(), kLongestWord);
  while (length < text.size() && length > 0 && (static_cast<unsigned char>(text[length]) & 0xc0) == 0x80) --length;  // whole characters
  std::string line(text.substr(0, length));
  for (char& c : line) {
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  }
  return line;
}

void add_line(std::string& words, std::string_view type, std::string_view id, std::string_view name) {
  if (id.empty() && name.empty()) return;
  words += fmt::format("{}\t{}\t{}\n", one_line(type), one_line(id), one_line(name));
}

// Drawings have ids too, which nobody looks for.
std::string xml_words(std::string_view bytes) {
  const xml::Parsed parsed = xml::parse(bytes);
  if (!parsed.document) return {};
  const xml::Document& document = *parsed.document;
  std::string words;
  for (xml::ElementIndex i = 0; i < document.size(); ++i) {
    const std::string_view space = document.namespace_uri(document.name_space(i));
    if (space.ends_with("/DI") || space.ends_with("DI/")) continue;
    std::string_view id, name;
    for (const xml::Attribute* a = document.attributes_begin(i); a != document.attributes_end(i); ++a) {
      if (a->name == "id") id = a->value;
      if (a->name == "name") name = a->value;
    }
    add_line(words, document.name(i), id, name);
  }
  return words;
}

std::string text_of(const Json& object, const char* name) {
  const auto member = object.find(name);
  return member != object.end() && member->is_string() ? member->get<std::string>() : std::string();
}

void add_components(std::string& words, const Json& object, int depth) {
  constexpr int kDeepest = 50;
  if (!object.is_object() || depth > kDeepest) return;
  const std::string key = text_of(object, "key");
  add_line(words, text_of(object, "type"), key.empty() ? text_of(object, "id") : key, text_of(object, "label"));
  const auto inside = object.find("components");
  if (inside == object.end() || !inside->is_array()) return;
  for (const Json& component : *inside) add_components(words, component, depth + 1);
}

std::string form_words(std::string_view bytes) {
  std::string words;
  add_components(words, Json::parse(bytes, nullptr, false), 0);
  return words;
}

std::string no_words(std::string_view) { return {}; }

constexpr FileKind kOther{"other", check_nothing, no_words};

struct Suffix {
  std::string_view text;
  FileKind kind;
};
constexpr std::array<Suffix, 5> kSuffixes = {{{".bpmn", {"bpmn", check_bpmn, xml_words}},
                                              {".bpmn20.xml", {"bpmn", check_bpmn, xml_words}},
                                              {".dmn", {"dmn", check_dmn, xml_words}},
                                              {".dmn11.xml", {"dmn", check_dmn, xml_words}},
                                              {".form", {"form", check_form, form_words}}}};

}  // namespace

const FileKind& kind_of(std::string_view path) {
  std::string lower(path);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  for (const Suffix& suffix : kSuffixes) {
    if (lower.ends_with(suffix.text)) return suffix.kind;
  }
  return kOther;
}

}  // namespace baton::modeler
