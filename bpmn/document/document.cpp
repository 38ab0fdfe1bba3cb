// Built in two walks: the scanner checks the text and finds where each start tag stands, pugixml makes the
// tree; both see the elements in the same order. Nothing here recurses over the tree.
#include "bpmn/document/document.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <pugixml.hpp>
#include <unordered_map>

#include "bpmn/document/encoding.hpp"
#include "bpmn/document/places.hpp"
#include "bpmn/document/scanner.hpp"

namespace baton::xml {

namespace {

struct Element {
  std::string_view name;
  NamespaceId name_space = 0;
  ElementIndex parent = kNoElement, first_child = kNoElement, next_sibling = kNoElement, end = kNoElement;
  std::uint32_t first_attribute = 0;
  Span span;
  pugi::xml_node node;
};

}  // namespace

struct Document::Impl {
  std::string bytes;
  std::string text;  // UTF-8
  std::string_view encoding;
  bool has_byte_order_mark = false;
  pugi::xml_document tree;
  std::vector<Element> elements;
  std::vector<Attribute> attributes;
  std::vector<std::string_view> uris{""};
  std::optional<Places> places;
  std::size_t root_end = 0;
  Origin origin;
};

namespace {

constexpr std::string_view kXmlUri = "http://www.w3.org/XML/1998/namespace";
constexpr std::string_view kXmlnsUri = "http://www.w3.org/2000/xmlns/";

// Thrown inside this file: a prefix is not declared.
struct UnboundPrefix {
  std::string_view prefix;
  std::size_t element;
};

class Builder {
 public:
  Builder(Document::Impl& impl, const std::vector<Span>& spans) : impl_(impl), spans_(spans) {
    bound_["xml"].push_back(intern(kXmlUri));
    bound_["xmlns"].push_back(intern(kXmlnsUri));
  }

  void run() {
    impl_.elements.reserve(spans_.size());
    pugi::xml_node node = impl_.tree.document_element();
    ElementIndex parent = kNoElement;
    while (node) {
      parent = open(node, parent);
      pugi::xml_node next = first_element(node.first_child());
      while (!next && parent != kNoElement) {
        next = first_element(impl_.elements[parent].node.next_sibling());
        parent = close(parent);
        if (parent == kNoElement) return;
      }
      node = next;
    }
  }

 private:
  struct Scope {
    std::size_t declared;  // how many prefixes were declared when it was opened
    ElementIndex last_child = kNoElement;
  };

  static pugi::xml_node first_element(pugi::xml_node node) {
    while (node && node.type() != pugi::node_element) node = node.next_sibling();
    return node;
  }

  NamespaceId intern(std::string_view uri) {
    const auto [found, is_new] = ids_.emplace(uri, static_cast<NamespaceId>(impl_.uris.size()));
    if (is_new) impl_.uris.push_back(uri);
    return found->second;
  }

  NamespaceId resolve(std::string_view prefix, std::size_t element) const {
    const auto found = bound_.find(prefix);
    if (found != bound_.end() && !found->second.empty()) return found->second.back();
    if (!prefix.empty()) throw UnboundPrefix{prefix, element};
    return 0;
  }

  void declare(std::string_view prefix, std::string_view uri) {
    bound_[prefix].push_back(uri.empty() ? NamespaceId{0} : intern(uri));
    declared_.push_back(prefix);
  }

  static std::pair<std::string_view, std::string_view> split(std::string_view name) {
    const std::size_t colon = name.find(':');
    if (colon == std::string_view::npos) return {"", name};
    return {name.substr(0, colon), name.substr(colon + 1)};
  }

  ElementIndex open(pugi::xml_node node, ElementIndex parent) {
    const auto index = static_cast<ElementIndex>(impl_.elements.size());
    scopes_.push_back({declared_.size()});
    for (pugi::xml_attribute attribute : node.attributes()) {
      const auto [prefix, name] = split(attribute.name());
      if (prefix == "xmlns") declare(name, attribute.value());
      if (prefix.empty() && name == "xmlns") declare("", attribute.value());
    }
    Element element;
    const auto [prefix, name] = split(node.name());
    element.name = name;
    element.name_space = resolve(prefix, index);
    element.parent = parent;
    element.node = node;
    element.span = spans_[index];
    element.first_attribute = static_cast<std::uint32_t>(impl_.attributes.size());
    for (pugi::xml_attribute attribute : node.attributes()) {
      const auto [attribute_prefix, attribute_name] = split(attribute.name());
      const NamespaceId id = attribute_prefix.empty() ? NamespaceId{0} : resolve(attribute_prefix, index);
      impl_.attributes.push_back({id, attribute_name, attribute.value()});
    }
    if (parent != kNoElement) link(parent, index);
    impl_.elements.push_back(element);
    return index;
  }

  void link(ElementIndex parent, ElementIndex child) {
    Scope& scope = scopes_[scopes_.size() - 2];
    if (scope.last_child == kNoElement) {
      impl_.elements[parent].first_child = child;
    } else {
      impl_.elements[scope.last_child].next_sibling = child;
    }
    scope.last_child = child;
  }

  ElementIndex close(ElementIndex element) {
    for (; declared_.size() > scopes_.back().declared; declared_.pop_back()) bound_[declared_.back()].pop_back();
    scopes_.pop_back();
    impl_.elements[element].end = static_cast<ElementIndex>(impl_.elements.size());
    return impl_.elements[element].parent;
  }

  Document::Impl& impl_;
  const std::vector<Span>& spans_;
  std::unordered_map<std::string_view, std::vector<NamespaceId>> bound_;
  std::vector<std::string_view> declared_;
  std::vector<Scope> scopes_;
  std::unordered_map<std::string_view, NamespaceId> ids_;
};

// pugixml's message when it refuses what the scanner let pass; empty when it does not.
std::string build_tree(Document::Impl& impl) {
  constexpr unsigned kOptions =
      pugi::parse_cdata | pugi::parse_escapes | pugi::parse_wconv_attribute | pugi::parse_eol | pugi::parse_ws_pcdata_single;
  const pugi::xml_parse_result result =
      impl.tree.load_buffer(impl.text.data(), impl.text.size(), kOptions, pugi::encoding_utf8);
  return result ? "" : result.description();
}

}  // namespace

Document::Document(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Document::~Document() = default;

std::size_t Document::size() const { return impl_->elements.size(); }
std::string_view Document::name(ElementIndex element) const { return impl_->elements[element].name; }
NamespaceId Document::name_space(ElementIndex element) const { return impl_->elements[element].name_space; }
ElementIndex Document::parent(ElementIndex element) const { return impl_->elements[element].parent; }
ElementIndex Document::first_child(ElementIndex element) const { return impl_->elements[element].first_child; }
ElementIndex Document::next_sibling(ElementIndex element) const { return impl_->elements[element].next_sibling; }
ElementIndex Document::end(ElementIndex element) const { return impl_->elements[element].end; }

const Attribute* Document::attributes_begin(ElementIndex element) const {
  return impl_->attributes.data() + impl_->elements[element].first_attribute;
}

const Attribute* Document::attributes_end(ElementIndex element) const {
  return element + 1 < impl_->elements.size() ? attributes_begin(element + 1)
                                              : impl_->attributes.data() + impl_->attributes.size();
}

std::string Document::text(ElementIndex element) const {
  std::string text;
  for (pugi::xml_node child : impl_->elements[element].node.children()) {
    if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) text += child.value();
  }
  return text;
}

std::string_view Document::namespace_uri(NamespaceId id) const { return impl_->uris[id]; }
std::size_t Document::namespace_count() const { return impl_->uris.size(); }

Place Document::place(std::size_t offset) const {
  const Origin& origin = impl_->origin;
  if (!origin.document) return impl_->places->at(offset);
  const auto later = std::upper_bound(origin.pieces.begin(), origin.pieces.end(), offset,
                                      [](std::size_t at, const Piece& piece) { return at < piece.begin; });
  const Piece& piece = *std::prev(later);
  return origin.document->place(piece.from + (piece.is_copied ? offset - piece.begin : 0));
}

Place Document::start(ElementIndex element) const { return place(impl_->elements[element].span.begin); }
Place Document::after_start_tag(ElementIndex element) const { return place(impl_->elements[element].span.end); }
int Document::line(ElementIndex element) const {
  const std::uint32_t begin = impl_->elements[element].span.begin;
  return impl_->origin.document ? place(begin).line : impl_->places->line(begin);
}
Place Document::after_root() const { return place(impl_->root_end); }

const std::string& Document::bytes() const { return impl_->bytes; }
const std::string& Document::source() const { return impl_->text; }
Span Document::span(ElementIndex element) const { return impl_->elements[element].span; }
bool Document::has_byte_order_mark() const { return impl_->has_byte_order_mark; }
std::string_view Document::encoding() const { return impl_->encoding; }

Parsed parse(std::string_view bytes, const Limits& limits, Origin origin) {
  Parsed parsed;
  if (bytes.size() > limits.bytes) {
    parsed.problems.push_back({"xml-too-large",
                               fmt::format("The file has {} bytes; at most {} are read", bytes.size(), limits.bytes),
                               {1, 1}, true});
    return parsed;
  }
  Decoded decoded = decode(bytes);
  auto impl = std::make_unique<Document::Impl>();
  impl->bytes = bytes;
  impl->origin = std::move(origin);
  impl->text = std::move(decoded.text);
  impl->encoding = decoded.encoding;
  impl->has_byte_order_mark = decoded.has_byte_order_mark;
  impl->places.emplace(impl->text);
  for (EncodingProblem& problem : decoded.problems) {
    parsed.problems.push_back({problem.is_error ? "xml-not-well-formed" : "xml-encoding", std::move(problem.message),
                               impl->places->at(problem.offset), problem.is_error});
  }
  Scan found = scan(impl->text, limits);
  if (found.error) {
    parsed.problems.push_back(
        {found.error->rule, std::move(found.error->message), impl->places->at(found.error->offset), true});
    return parsed;
  }
  impl->root_end = found.root_end;
  const std::string refusal = build_tree(*impl);
  if (!refusal.empty()) {
    parsed.problems.push_back({"xml-not-well-formed", refusal, {1, 1}, true});
    return parsed;
  }
  try {
    Builder(*impl, found.spans).run();
  } catch (const UnboundPrefix& unbound) {
    parsed.problems.push_back({"xml-not-well-formed",
                               fmt::format("The namespace prefix '{}' is not declared", unbound.prefix),
                               impl->places->at(found.spans[unbound.element].begin), true});
    return parsed;
  }
  parsed.document = std::make_shared<const Document>(std::move(impl));
  return parsed;
}

}  // namespace baton::xml
