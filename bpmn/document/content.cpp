#include "bpmn/document/content.hpp"

#include <array>
#include <charconv>
#include <cstdint>
#include <utility>

#include "bpmn/document/encoding.hpp"

namespace baton::xml {

namespace {

constexpr std::string_view kWhite = " \t\r\n";
constexpr std::array<std::pair<std::string_view, char>, 5> kEntities = {
    {{"lt", '<'}, {"gt", '>'}, {"amp", '&'}, {"apos", '\''}, {"quot", '"'}}};

void append_reference(std::string_view name, std::string& out) {
  for (const auto& [entity, character] : kEntities) {
    if (entity == name) {
      out += character;
      return;
    }
  }
  const bool is_hex = name.size() > 1 && name[1] == 'x';
  name.remove_prefix(is_hex ? 2 : 1);
  std::uint32_t code = 0;
  std::from_chars(name.data(), name.data() + name.size(), code, is_hex ? 16 : 10);
  append_utf8(out, code);
}

// `end_of_line`: what stands for each end of a line; `tab` for a tab.
void append_decoded(std::string_view written, char end_of_line, char tab, bool has_references, std::string& out) {
  for (std::size_t i = 0; i < written.size(); ++i) {
    const char c = written[i];
    if (c == '&' && has_references) {
      const std::size_t end = written.find(';', i);
      append_reference(written.substr(i + 1, end - i - 1), out);
      i = end;
    } else if (c == '\r') {
      out += end_of_line;
      if (i + 1 < written.size() && written[i + 1] == '\n') ++i;
    } else {
      out += c == '\n' ? end_of_line : c == '\t' ? tab : c;
    }
  }
}

// <!-- -->, <? ?>: its length, and nothing of it counts.
std::size_t skipped(std::string_view rest) {
  const std::string_view close = rest.starts_with("<!--") ? "-->" : "?>";
  return rest.find(close, close.size()) + close.size();
}

}  // namespace

std::string attribute_value(std::string_view written) {
  std::string value;
  value.reserve(written.size());
  append_decoded(written, ' ', ' ', true, value);
  return value;
}

void append_text(std::string_view piece, bool is_last, bool& has_node, std::string& text) {
  constexpr std::string_view kOpen = "<![CDATA[", kClose = "]]>";
  while (!piece.empty()) {
    if (piece.starts_with(kOpen)) {
      const std::size_t end = piece.find(kClose, kOpen.size());
      append_decoded(piece.substr(kOpen.size(), end - kOpen.size()), '\n', '\t', false, text);
      has_node = true;
      piece.remove_prefix(end + kClose.size());
    } else if (piece.front() == '<') {
      piece.remove_prefix(skipped(piece));
    } else {
      const std::string_view run = piece.substr(0, piece.find('<'));
      piece.remove_prefix(run.size());
      const bool is_white = run.find_first_not_of(kWhite) == std::string_view::npos;
      if (is_white && (has_node || !is_last || !piece.empty())) continue;
      append_decoded(run, '\n', '\t', true, text);
      has_node = true;
    }
  }
}

}  // namespace baton::xml
