// Every change is a splice of the decoded text: a range and what stands there instead. What is appended to a parent
// is kept by parent, since "<a/>" has to be opened once for all of it.
#include "bpmn/edit/editor.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "bpmn/document/encoding.hpp"
#include "bpmn/edit/markup.hpp"
#include "bpmn/edit/namespaces.hpp"
#include "bpmn/edit/references.hpp"

namespace baton::bpmn {

namespace {

// As the file does it: its line ends, and how far the root's first child is indented.
Layout layout_of(const Model& model) {
  const std::string_view source = model.document().source();
  Layout layout;
  const std::size_t line = source.find('\n');
  layout.newline = line != std::string_view::npos && line > 0 && source[line - 1] == '\r' ? "\r\n" : "\n";
  const Element child = model.root().first_child();
  if (!child) return layout;
  const std::size_t begin = model.document().span(child.index()).begin;
  const std::size_t blanks = source.find_last_not_of(" \t", begin - 1) + 1;
  if (source[blanks - 1] != '\n') {
    layout.newline.clear();
  } else if (blanks < begin) {
    layout.step = source.substr(blanks, begin - blanks);
  }
  return layout;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

// The reference with `id` in the place of what it means; its prefix, if it has one, stays.
std::string renamed(std::string_view reference, std::string_view old_id, std::string_view id) {
  reference = trimmed(reference);
  return std::string(reference.substr(0, reference.size() - old_id.size())) + std::string(id);
}

// Does the reference of `from` mean `target`? Shapes refer to shapes, all others to the model.
bool means(std::string_view reference, Element target) {
  const std::string_view id = target.id();
  reference = trimmed(reference);
  return reference.ends_with(id) && target.model().resolve(reference) == target;
}

}  // namespace

Editor::Editor(std::shared_ptr<const Model> model) : model_(std::move(model)), layout_(layout_of(*model_)) {}

std::string_view Editor::source() const { return model_->document().source(); }
xml::Span Editor::span(Element element) const { return model_->document().span(element.index()); }

void Editor::put(std::uint32_t begin, std::uint32_t end, std::string text) {
  splices_.push_back({begin, end, std::move(text)});
}

// The blanks between the line's begin and the element; empty when something else stands before it.
std::string Editor::indent_of(Element element) const {
  const std::uint32_t begin = span(element).begin, from = space_before(element);
  const std::string_view space = source().substr(from, begin - from);
  return std::string(space.substr(space.rfind('\n') == std::string_view::npos ? space.size() : space.rfind('\n') + 1));
}

// Where the line that the element begins ends before; the element's begin when it does not begin a line.
std::uint32_t Editor::space_before(Element element) const {
  const std::uint32_t begin = span(element).begin;
  if (begin == 0) return 0;
  std::size_t at = source().find_last_not_of(" \t", begin - 1) + 1;
  if (at == 0 || source()[at - 1] != '\n') return begin;
  --at;
  if (at > 0 && source()[at - 1] == '\r') --at;
  return static_cast<std::uint32_t>(at);
}

void Editor::set_attribute(Element element, std::string_view name, std::string_view value) {
  const StartTag tag = read_start_tag(source(), span(element));
  Splice splice{tag.attributes_end, tag.attributes_end, fmt::format(" {}=\"{}\"", name, escape_attribute(value))};
  for (const AttributeSpan& attribute : tag.attributes) {
    if (attribute.name == name) {
      splice = {attribute.value_begin, attribute.value_end, escape_attribute(value, attribute.quote)};
    }
  }
  attributes_[{element.index(), std::string(name)}] = std::move(splice);
}

void Editor::remove_attribute(Element element, std::string_view name) {
  attributes_.erase({element.index(), std::string(name)});
  for (const AttributeSpan& attribute : read_start_tag(source(), span(element)).attributes) {
    if (attribute.name != name) continue;
    attributes_[{element.index(), std::string(name)}] = {attribute.begin, attribute.value_end + 1, ""};
  }
}

void Editor::rename_attribute(Element element, std::string_view name, std::string_view new_name) {
  for (const AttributeSpan& attribute : read_start_tag(source(), span(element)).attributes) {
    if (attribute.name != name) continue;
    const auto begin = static_cast<std::uint32_t>(attribute.name.data() - source().data());
    put(begin, begin + static_cast<std::uint32_t>(name.size()), std::string(new_name));
  }
}

void Editor::set_text(Element element, std::string_view text) {
  const xml::Span at = span(element);
  const StartTag tag = read_start_tag(source(), at);
  if (!tag.is_empty) return put(at.end, at.close, escape_text(text));
  put(static_cast<std::uint32_t>(source().rfind('/', at.end - 1)), at.end,
      fmt::format(">{}</{}>", escape_text(text), tag.name));
}

void Editor::set_name(Element element, std::string_view name) {
  const xml::Span at = span(element);
  const StartTag tag = read_start_tag(source(), at);
  const auto size = static_cast<std::uint32_t>(tag.name.size());
  put(at.begin + 1, at.begin + 1 + size, std::string(name));
  if (!tag.is_empty) put(at.close + 2, at.close + 2 + size, std::string(name));
}

void Editor::remove(Element element) { put(space_before(element), span(element).after, ""); }

void Editor::append(Element parent, const Fragment& child) { appended_[parent.index()].push_back(child); }

void Editor::insert_before(Element sibling, const Fragment& added) {
  const std::string indent = indent_of(sibling);
  const std::uint32_t line = space_before(sibling);
  const std::string text = write(added, layout_, indent);
  const bool begins_line = line != span(sibling).begin;
  put(line, line, begins_line ? layout_.newline + indent + text : text);
}

void Editor::insert_after(Element sibling, const Fragment& added) {
  const std::string indent = indent_of(sibling);
  const std::string text = write(added, layout_, indent);
  const bool begins_line = space_before(sibling) != span(sibling).begin;
  put(span(sibling).after, span(sibling).after, begins_line ? layout_.newline + indent + text : text);
}

void Editor::replace(Element element, const Fragment& by) {
  put(span(element).begin, span(element).after, write(by, layout_, indent_of(element)));
}

void Editor::add_extension(Element element, const Fragment& child) {
  if (const Element extensions = element.child(Tag::extension_elements)) return append(extensions, child);
  extensions_[element.index()].push_back(child);
}

void Editor::rename(Element element, std::string_view id) {
  const std::string old_id(element.id());
  for (xml::ElementIndex i = 0; i < model_->size(); ++i) {
    const Element at = model_->element(i);
    for (const AttributeSpan& attribute : read_start_tag(source(), span(at)).attributes) {
      const auto value = at.find_attribute(attribute.name);
      if (value && is_reference_attribute(attribute.name) && means(*value, element)) {
        set_attribute(at, attribute.name, renamed(*value, old_id, id));
      }
    }
    if (is_reference_element(at) && means(at.text(), element)) set_text(at, renamed(at.text(), old_id, id));
  }
  set_attribute(element, "id", id);
}

std::string Editor::qualified(Element at, std::string_view uri, std::string_view preferred, std::string_view name,
                              bool is_element) {
  std::optional<std::string> prefix = prefix_of_uri(at, uri, is_element);
  if (const auto known = declared_.find(uri); !prefix && known != declared_.end()) prefix = known->second;
  if (!prefix) {
    std::string candidate(preferred);
    const auto is_taken = [&] {
      return uri_of_prefix(at, candidate).has_value() ||
             std::any_of(declared_.begin(), declared_.end(), [&](const auto& d) { return d.second == candidate; });
    };
    for (int number = 2; is_taken(); ++number) candidate = fmt::format("{}{}", preferred, number);
    declared_.emplace(uri, candidate);
    set_attribute(model_->root(), "xmlns:" + candidate, uri);
    prefix = candidate;
  }
  return prefix->empty() ? std::string(name) : fmt::format("{}:{}", *prefix, name);
}

std::string Editor::qualified_attribute(Element at, std::string_view uri, std::string_view preferred_prefix,
                                        std::string_view name) {
  return qualified(at, uri, preferred_prefix, name, false);
}

std::string Editor::qualified_element(Element at, std::string_view uri, std::string_view preferred_prefix,
                                      std::string_view name) {
  return qualified(at, uri, preferred_prefix, name, true);
}

Editor::Splice Editor::appended(Element parent, const std::vector<Fragment>& children) const {
  const xml::Span at = span(parent);
  const StartTag tag = read_start_tag(source(), at);
  Element last = parent.first_child();
  while (last && last.next()) last = last.next();
  std::string indent = last ? indent_of(last) : indent_of(parent) + layout_.step;
  if (layout_.newline.empty()) indent.clear();
  std::string text;
  for (const Fragment& child : children) text += layout_.newline + indent + write(child, layout_, indent);
  if (last) return {span(last).after, span(last).after, text};
  text += layout_.newline + (layout_.newline.empty() ? "" : indent_of(parent));
  if (!tag.is_empty) {
    // Only white space, or nothing, in between: it makes way.
    const bool is_blank = trimmed(source().substr(at.end, at.close - at.end)).empty();
    return is_blank ? Splice{at.end, at.close, text} : Splice{at.close, at.close, text};
  }
  return {static_cast<std::uint32_t>(source().rfind('/', at.end - 1)), at.end, fmt::format(">{}</{}>", text, tag.name)};
}

std::vector<Editor::Splice> Editor::splices() const {
  std::vector<Splice> all = splices_;
  for (const auto& [key, splice] : attributes_) all.push_back(splice);
  auto appended_to = appended_;
  for (const auto& [index, children] : extensions_) {
    const Element owner = model_->element(index);
    const std::string_view name = read_start_tag(source(), span(owner)).name;
    const std::string prefix(name.substr(0, name.find(':') == std::string_view::npos ? 0 : name.find(':') + 1));
    const Fragment made{prefix + "extensionElements", {}, "", children};
    Element before = owner.first_child();
    while (before && before.tag() == Tag::documentation) before = before.next();
    if (before) {
      Editor at_place(model_);
      at_place.insert_before(before, made);
      all.push_back(at_place.splices_.front());
    } else {
      auto& list = appended_to[index];
      list.insert(list.begin(), made);
    }
  }
  for (const auto& [index, children] : appended_to) all.push_back(appended(model_->element(index), children));
  // What is inserted comes before what is replaced at the same place; the larger of two contains the smaller.
  std::stable_sort(all.begin(), all.end(), [](const Splice& a, const Splice& b) {
    const bool a_inserts = a.begin == a.end, b_inserts = b.begin == b.end;
    return std::make_tuple(a.begin, !a_inserts, -static_cast<std::int64_t>(a.end)) <
           std::make_tuple(b.begin, !b_inserts, -static_cast<std::int64_t>(b.end));
  });
  return all;
}

std::vector<Editor::Splice> Editor::effective() const {
  std::vector<Splice> all = splices();
  std::size_t at = 0;
  std::erase_if(all, [&](const Splice& splice) {
    const bool is_gone = splice.begin < at;
    if (!is_gone) at = splice.end;
    return is_gone;
  });
  return all;
}

bool Editor::has_changes() const {
  return !splices_.empty() || !attributes_.empty() || !appended_.empty() || !extensions_.empty();
}

std::string Editor::save() const {
  if (!has_changes()) return model_->save();
  const xml::Document& document = model_->document();
  std::string text;
  std::size_t at = 0;
  for (const Splice& splice : effective()) {
    text.append(source(), at, splice.begin - at).append(splice.text);
    at = splice.end;
  }
  text.append(source(), at, std::string::npos);
  return xml::encode(text, document.encoding(), document.has_byte_order_mark());
}

std::vector<xml::Piece> Editor::origin() const {
  std::vector<xml::Piece> pieces{{0, 0, true}};
  std::size_t grown = 0;  // how much longer the new text is so far; wraps when it is shorter
  for (const Splice& splice : effective()) {
    const std::size_t begin = splice.begin + grown;
    grown += splice.text.size() - (splice.end - splice.begin);
    pieces.push_back({static_cast<std::uint32_t>(begin), splice.begin, false});
    pieces.push_back({static_cast<std::uint32_t>(splice.end + grown), splice.end, true});
  }
  return pieces;
}

}  // namespace baton::bpmn
