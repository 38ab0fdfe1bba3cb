// bytes -> XML whose every element knows its line and column: the first stage of diagrams and decisions.
//
// Reads UTF-8, UTF-16, Latin-1 and windows-1252, with or without a byte order mark. Well-formedness is
// checked strictly, document type declarations are refused (so no entity is ever expanded), and size,
// depth and attribute counts are limited. Bad input is a Problem, never an exception.
//
// A Document is immutable; any thread may read it. Views that it hands out live as long as it does. The
// original bytes are kept.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace baton::xml {

struct Place {
  int line = 0;    // 1-based; 0: unknown
  int column = 0;  // 1-based, in UTF-16 units, as XML parsers of the Java world count
};

struct Problem {
  std::string rule;  // "xml-not-well-formed", "xml-too-large", "xml-encoding"
  std::string message;
  Place place;
  bool is_error = true;
};

struct Limits {
  std::size_t bytes = std::size_t{64} << 20;
  std::size_t depth = 1000;
  std::size_t attributes = 10'000;  // of one element
};

// Where an element stands in Document::source(): begin < end <= close <= after.
struct Span {
  std::uint32_t begin = 0;  // '<' of the start tag
  std::uint32_t end = 0;    // behind its '>'
  std::uint32_t close = 0;  // '<' of the end tag; `end` when there is none ("<a/>")
  std::uint32_t after = 0;  // behind the element
};

using ElementIndex = std::uint32_t;
inline constexpr ElementIndex kNoElement = 0xffffffff;

// Number of a namespace in its document; 0 is "no namespace".
using NamespaceId = std::uint32_t;

// A text that was made of another one, mostly by copying: what begins at `begin` of the new text came from `from`.
struct Piece {
  std::uint32_t begin = 0, from = 0;
  bool is_copied = true;  // else it was put in there
};

class Document;
struct Origin {
  std::shared_ptr<const Document> document;
  std::vector<Piece> pieces;  // in order of `begin`, the first one 0
};

struct Attribute {
  NamespaceId name_space = 0;
  std::string_view name;  // local
  std::string_view value;
};

class Document {
 public:
  struct Impl;
  explicit Document(std::unique_ptr<Impl> impl);
  ~Document();
  Document(const Document&) = delete;

  // Elements are numbered in document order; the root is 0, and an element's descendants follow it directly.
  std::size_t size() const;
  std::string_view name(ElementIndex element) const;  // local
  NamespaceId name_space(ElementIndex element) const;
  ElementIndex parent(ElementIndex element) const;        // kNoElement for the root
  ElementIndex first_child(ElementIndex element) const;   // kNoElement when there is none
  ElementIndex next_sibling(ElementIndex element) const;  // kNoElement when there is none
  ElementIndex end(ElementIndex element) const;           // one past the last descendant
  const Attribute* attributes_begin(ElementIndex element) const;
  const Attribute* attributes_end(ElementIndex element) const;
  // The character data directly inside, comments left out.
  std::string text(ElementIndex element) const;

  std::string_view namespace_uri(NamespaceId id) const;
  std::size_t namespace_count() const;

  // Places are those of the file that people know: of the origin, when there is one.
  // Where the start tag begins, and the place right after it (which is what Camunda reports).
  Place start(ElementIndex element) const;
  Place after_start_tag(ElementIndex element) const;
  int line(ElementIndex element) const;  // of the start; cheap
  Place after_root() const;              // right after the root's end tag

  // As given to parse().
  const std::string& bytes() const;
  // The same in UTF-8, without byte order mark; spans are offsets of it.
  const std::string& source() const;
  Span span(ElementIndex element) const;
  bool has_byte_order_mark() const;
  std::string_view encoding() const;  // as read: "UTF-8", "UTF-16LE", "ISO-8859-1", ...

 private:
  Place place(std::size_t offset) const;

  std::unique_ptr<const Impl> impl_;
};

struct Parsed {
  std::shared_ptr<const Document> document;  // null when the text is not well-formed or beyond the limits
  std::vector<Problem> problems;
};

// Any thread. Time and memory are linear in the size.
Parsed parse(std::string_view bytes, const Limits& limits = {}, Origin origin = {});

}  // namespace baton::xml
