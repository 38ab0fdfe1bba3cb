// The scanner finds elements and attributes as views of the text; here they get their namespaces, values and relatives.
// Nothing here recurses over the tree. Lines are counted when somebody asks for one.
#include "bpmn/document/document.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <deque>
#include <mutex>
#include <optional>

#include "bpmn/document/content.hpp"
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
};

}  // namespace

struct Document::Impl {
  std::string bytes;
  std::string text;  // UTF-8
  std::string_view encoding;
  bool has_byte_order_mark = false;
  std::vector<Element> elements;
  std::vector<Attribute> attributes;
  std::deque<std::string> decoded;  // values of attributes that are not as they are written
  std::vector<std::string_view> uris{""};
  std::size_t root_end = 0;
  Origin origin;

  const Places& places() const {
    std::call_once(counted, [&] { counted_places.emplace(text); });
    return *counted_places;
  }
  mutable std::once_flag counted;
  mutable std::optional<Places> counted_places;
};

namespace {

constexpr std::string_view kXmlUri = "http://www.w3.org/XML/1998/namespace";
constexpr std::string_view kXmlnsUri = "http://www.w3.org/2000/xmlns/";

// Thrown inside this file: a prefix is not declared.
struct UnboundPrefix {
  std::string_view prefix;
  ElementIndex element;
};

class Builder {
 public:
  Builder(Document::Impl& impl, const Scan& scan) : impl_(impl), scan_(scan) {
    bound_.push_back({"xml", intern(kXmlUri)});
    bound_.push_back({"xmlns", intern(kXmlnsUri)});
  }

  void run() {
    impl_.elements.reserve(scan_.elements.size());
    impl_.attributes.reserve(scan_.attributes.size());
    for (ElementIndex index = 0; index < scan_.elements.size(); ++index) {
      while (!open_.empty() && open_.back().index != scan_.elements[index].parent) close();
      open(index);
    }
    while (!open_.empty()) close();
  }

 private:
  struct Binding {
    std::string_view prefix;
    NamespaceId id;
  };
  struct Open {
    ElementIndex index;
    std::size_t bound;  // how many prefixes were bound before it was opened
    ElementIndex last_child = kNoElement;
  };

  NamespaceId intern(std::string_view uri) {
    const auto found = std::find(impl_.uris.begin(), impl_.uris.end(), uri);
    if (found != impl_.uris.end()) return static_cast<NamespaceId>(found - impl_.uris.begin());
    impl_.uris.push_back(uri);
    return static_cast<NamespaceId>(impl_.uris.size() - 1);
  }

  NamespaceId resolve(std::string_view prefix, ElementIndex element) const {
    for (auto one = bound_.rbegin(); one != bound_.rend(); ++one) {
      if (one->prefix == prefix) return one->id;
    }
    if (!prefix.empty()) throw UnboundPrefix{prefix, element};
    return 0;
  }

  static std::pair<std::string_view, std::string_view> split(std::string_view name) {
    const std::size_t colon = name.find(':');
    if (colon == std::string_view::npos) return {"", name};
    return {name.substr(0, colon), name.substr(colon + 1)};
  }

  std::string_view value_of(const ScannedAttribute& attribute) {
    if (attribute.is_plain) return attribute.value;
    return impl_.decoded.emplace_back(attribute_value(attribute.value));
  }

  void open(ElementIndex index) {
    const ScannedElement& scanned = scan_.elements[index];
    open_.push_back({index, bound_.size()});
    const std::size_t first = scanned.first_attribute;
    const std::size_t end = index + 1 < scan_.elements.size() ? scan_.elements[index + 1].first_attribute : scan_.attributes.size();
    for (std::size_t i = first; i < end; ++i) {
      const auto [prefix, name] = split(scan_.attributes[i].name);
      impl_.attributes.push_back({0, prefix.empty() ? name : scan_.attributes[i].name, value_of(scan_.attributes[i])});
      if (prefix == "xmlns") bind(name, impl_.attributes.back().value);
      if (prefix.empty() && name == "xmlns") bind("", impl_.attributes.back().value);
    }
    Element element;
    const auto [prefix, name] = split(scanned.name);
    element.name = name;
    element.name_space = resolve(prefix, index);
    element.parent = scanned.parent;
    element.span = scanned.span;
    element.first_attribute = static_cast<std::uint32_t>(first);
    for (std::size_t i = first; i < end; ++i) qualify(impl_.attributes[i], index);
    impl_.elements.push_back(element);
    if (scanned.parent != kNoElement) link(scanned.parent, index);
  }

  void bind(std::string_view prefix, std::string_view uri) {
    bound_.push_back({prefix, uri.empty() ? NamespaceId{0} : intern(uri)});
  }

  // Prefixes may be bound behind their use in the same tag.
  void qualify(Attribute& attribute, ElementIndex element) const {
    const auto [prefix, name] = split(attribute.name);
    if (prefix.empty()) return;
    attribute.name_space = resolve(prefix, element);
    attribute.name = name;
  }

  void link(ElementIndex parent, ElementIndex child) {
    Open& open = open_[open_.size() - 2];
    if (open.last_child == kNoElement) {
      impl_.elements[parent].first_child = child;
    } else {
      impl_.elements[open.last_child].next_sibling = child;
    }
    open.last_child = child;
  }

  void close() {
    bound_.resize(open_.back().bound);
    impl_.elements[open_.back().index].end = static_cast<ElementIndex>(impl_.elements.size());
    open_.pop_back();
  }

  Document::Impl& impl_;
  const Scan& scan_;
  std::vector<Binding> bound_;
  std::vector<Open> open_;
};

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
  const Span& span = impl_->elements[element].span;
  std::string text;
  bool has_node = false;
  std::uint32_t at = span.end;
  for (ElementIndex child = first_child(element); child != kNoElement; child = next_sibling(child)) {
    const Span& inside = impl_->elements[child].span;
    append_text(std::string_view(impl_->text).substr(at, inside.begin - at), false, has_node, text);
    has_node = true;
    at = inside.after;
  }
  if (at < span.close) append_text(std::string_view(impl_->text).substr(at, span.close - at), true, has_node, text);
  return text;
}

std::string_view Document::namespace_uri(NamespaceId id) const { return impl_->uris[id]; }
std::size_t Document::namespace_count() const { return impl_->uris.size(); }

Place Document::place(std::size_t offset) const {
  const Origin& origin = impl_->origin;
  if (!origin.document) return impl_->places().at(offset);
  const auto later = std::upper_bound(origin.pieces.begin(), origin.pieces.end(), offset,
                                      [](std::size_t at, const Piece& piece) { return at < piece.begin; });
  const Piece& piece = *std::prev(later);
  return origin.document->place(piece.from + (piece.is_copied ? offset - piece.begin : 0));
}

Place Document::start(ElementIndex element) const { return place(impl_->elements[element].span.begin); }
Place Document::after_start_tag(ElementIndex element) const { return place(impl_->elements[element].span.end); }
int Document::line(ElementIndex element) const {
  const std::uint32_t begin = impl_->elements[element].span.begin;
  return impl_->origin.document ? place(begin).line : impl_->places().line(begin);
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
  for (EncodingProblem& problem : decoded.problems) {
    parsed.problems.push_back({problem.is_error ? "xml-not-well-formed" : "xml-encoding", std::move(problem.message),
                               impl->places().at(problem.offset), problem.is_error});
  }
  Scan found = scan(impl->text, limits);
  if (found.error) {
    parsed.problems.push_back(
        {found.error->rule, std::move(found.error->message), impl->places().at(found.error->offset), true});
    return parsed;
  }
  impl->root_end = found.root_end;
  try {
    Builder(*impl, found).run();
  } catch (const UnboundPrefix& unbound) {
    parsed.problems.push_back({"xml-not-well-formed",
                               fmt::format("The namespace prefix '{}' is not declared", unbound.prefix),
                               impl->places().at(found.elements[unbound.element].span.begin), true});
    return parsed;
  }
  parsed.document = std::make_shared<const Document>(std::move(impl));
  return parsed;
}

}  // namespace baton::xml
