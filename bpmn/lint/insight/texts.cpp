#include "bpmn/lint/insight/texts.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "bpmn/finding_at.hpp"
#include "bpmn/rules/rule.hpp"

namespace baton::bpmn::lint {

namespace {

constexpr std::array<std::string_view, 6> kJavaScript = {"javascript", "ecmascript", "js", "application/javascript",
                                                         "text/javascript", "application/ecmascript"};

bool is_evaluated(std::string_view text) {
  return text.find("${") != std::string_view::npos || text.find("#{") != std::string_view::npos;
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

// The language of the script that is the text of `element`; nothing when its text is none.
std::optional<std::string> script_language(Element element) {
  if (element.name() == "script") {
    const Element task = element.parent();
    const auto own = element.find_attribute("scriptFormat");
    return lower(own.value_or(task.tag() == Tag::script_task ? task.attribute("scriptFormat") : ""));
  }
  const auto language = element.find_attribute("language");
  return language && lower(*language) != "juel" ? std::optional(lower(*language)) : std::nullopt;
}

bool is_drawing(const Diagram& diagram, xml::ElementIndex index) {
  const Space space = diagram.model().element(index).space();
  return space == Space::diagram || space == Space::dc || space == Space::di;
}

}  // namespace

std::vector<Text> expressions_of(const Diagram& diagram) {
  std::vector<Text> found;
  const Model& model = diagram.model();
  const xml::Document& document = model.document();
  for (xml::ElementIndex i = 0; i < model.size(); ++i) {
    if (is_drawing(diagram, i)) continue;
    const Element element = model.element(i);
    for (auto* attribute = document.attributes_begin(i); attribute != document.attributes_end(i); ++attribute) {
      if (is_evaluated(attribute->value)) found.push_back({element, owner_of(element), std::string(attribute->value)});
    }
    if (element.first_child() || script_language(element)) continue;
    std::string text = element.text();
    if (is_evaluated(text)) found.push_back({element, owner_of(element), std::move(text)});
  }
  return found;
}

bool Script::is_javascript() const { return std::find(kJavaScript.begin(), kJavaScript.end(), language) != kJavaScript.end(); }

std::vector<Script> scripts_of(const Diagram& diagram) {
  std::vector<Script> found;
  const Model& model = diagram.model();
  for (xml::ElementIndex i = 0; i < model.size(); ++i) {
    const Element element = model.element(i);
    const auto language = script_language(element);
    if (!language || is_blank(element.text())) continue;
    found.push_back({{element, owner_of(element), element.text()}, *language});
  }
  return found;
}

std::string without_literals(std::string_view expression) {
  std::string out;
  for (std::size_t i = 0; i < expression.size(); ++i) {
    const char c = expression[i];
    if (c != '\'' && c != '"') {
      out += c;
      continue;
    }
    while (++i < expression.size() && expression[i] != c) i += expression[i] == '\\';
  }
  return out;
}

}  // namespace baton::bpmn::lint
