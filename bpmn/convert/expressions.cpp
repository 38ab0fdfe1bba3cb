#include "bpmn/convert/expressions.hpp"

#include <array>
#include <optional>

#include "bpmn/convert/term.hpp"

namespace baton::bpmn::convert {

namespace {

constexpr std::array kTexts = {Tag::condition_expression, Tag::condition,    Tag::completion_condition, Tag::time_date,
                               Tag::time_cycle,           Tag::time_duration, Tag::loop_cardinality};

struct NameRow {
  Tag tag;
  std::string_view attribute;
};
constexpr std::array<NameRow, 4> kNames = {{{Tag::message, "name"}, {Tag::signal, "name"}, {Tag::error, "errorCode"},
                                            {Tag::escalation, "escalationCode"}}};

std::optional<Term> parsed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos || text[begin] != '=') return std::nullopt;
  try {
    return parse(text.substr(begin + 1), Tongue::feel);
  } catch (const Problem&) {
    return std::nullopt;
  }
}

bool is_duration(const Term& term) {
  return term.op == Op::call && term.text == "duration" && term.parts.size() == 1 && term.parts[0].op == Op::text;
}

Fragment value_of(Context& context, Element at, const Term& term);

// Lists and maps become elements.
void fill(Context& context, Element at, const Term& term, Fragment& holder) {
  if (term.op == Op::list || term.op == Op::context) {
    holder.children.push_back(value_of(context, at, term));
  } else {
    holder.text = to_juel_template(term);
  }
}

Fragment value_of(Context& context, Element at, const Term& term) {
  if (term.op == Op::list) {
    Fragment list = context.fragment(at, "list", {});
    for (const Term& part : term.parts) list.children.push_back(value_of(context, at, part));
    return list;
  }
  if (term.op == Op::context) {
    Fragment map = context.fragment(at, "map", {});
    for (std::size_t i = 0; i + 1 < term.parts.size(); i += 2) {
      Fragment entry = context.fragment(at, "entry", {{"key", term.parts[i].text}});
      fill(context, at, term.parts[i + 1], entry);
      map.children.push_back(std::move(entry));
    }
    return map;
  }
  Fragment value = context.fragment(at, "value", {});
  value.text = to_juel_template(term);
  return value;
}

}  // namespace

void rewrite_expressions(Context& context, Element element, Translate translate) {
  for (const Tag tag : kTexts) {
    if (element.tag() != tag || element.has("language")) continue;
    const std::string text = element.trimmed_text();
    const std::string other = (context.*translate)(element, text);
    if (other != text) context.editor().set_text(element, other);
  }
  for (const NameRow& row : kNames) {
    if (element.tag() != row.tag || !element.has(row.attribute)) continue;
    const std::string other = (context.*translate)(element, element.attribute(row.attribute));
    if (other != element.attribute(row.attribute)) context.editor().set_attribute(element, row.attribute, other);
  }
}

std::string plain_name(std::string_view feel) {
  const std::optional<Term> term = parsed(feel);
  return term && term->op == Op::name ? term->text : std::string();
}

std::string juel_list(Context& context, Element at, std::string_view text) {
  const std::optional<Term> term = parsed(text);
  if (!term || term->op != Op::list) return context.juel(at, text);
  try {
    std::string list;
    for (const Term& part : term->parts) list += (list.empty() ? "" : ",") + to_juel_template(part);
    return list;
  } catch (const Problem&) {
    return context.juel(at, text);
  }
}

std::string juel_date(Context& context, Element at, std::string_view text) {
  const std::optional<Term> term = parsed(text);
  const bool is_from_now = term && term->op == Op::add && term->parts[0].op == Op::call && term->parts[0].text == "now" &&
                           is_duration(term->parts[1]);
  return is_from_now ? term->parts[1].parts[0].text : context.juel(at, text);
}

Fragment juel_parameter(Context& context, Element at, std::string_view element, std::string_view name,
                        std::string_view source) {
  Fragment parameter = context.fragment(at, element, {{"name", std::string(name)}});
  if (const std::optional<Term> term = parsed(source); term && (term->op == Op::list || term->op == Op::context)) {
    try {
      fill(context, at, *term, parameter);
      return parameter;
    } catch (const Problem&) {
      parameter.children.clear();
    }
  }
  parameter.text = context.juel(at, source);
  return parameter;
}

}  // namespace baton::bpmn::convert
