#include "modeler/names.hpp"

#include <Poco/TextConverter.h>
#include <Poco/UTF8Encoding.h>
#include <fmt/format.h>

#include <algorithm>

#include "modeler/error.hpp"

namespace baton::modeler {

namespace {

constexpr std::size_t kLongestName = 255, kLongestPath = 1000, kLongestComment = 10'000;

[[noreturn]] void refuse(std::string message) { throw WorkspaceError{WorkspaceError::Kind::bad_value, std::move(message)}; }

bool is_utf8(const std::string& text) {
  const Poco::UTF8Encoding encoding;
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  for (std::size_t i = 0; i < text.size();) {
    const auto left = static_cast<int>(std::min<std::size_t>(text.size() - i, 4));
    const int length = encoding.sequenceLength(bytes + i, left);
    if (length < 1 || length > left || encoding.queryConvert(bytes + i, length) < 0) return false;
    i += static_cast<std::size_t>(length);
  }
  return true;
}

void check_text(std::string_view what, const std::string& text, std::size_t longest) {
  if (text.size() > longest) refuse(fmt::format("The {} has {} bytes; at most {} are kept", what, text.size(), longest));
  if (!is_utf8(text)) refuse(fmt::format("The {} is not UTF-8", what));
  const bool has_control = std::any_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; });
  if (has_control) refuse(fmt::format("The {} holds control characters", what));
}

std::string trimmed(const std::string& text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

void check_part(const std::string& path, std::string_view part) {
  if (part.empty()) refuse(fmt::format("The path '{}' has an empty part", path));
  if (part == "." || part == "..") refuse(fmt::format("The path '{}' leads elsewhere by '{}'", path, part));
}

}  // namespace

std::string checked_name(std::string_view what, const std::string& name) {
  std::string checked = trimmed(name);
  if (checked.empty()) refuse(fmt::format("The {} is empty", what));
  check_text(what, checked, kLongestName);
  return checked;
}

std::string checked_path(const std::string& path) {
  std::string checked = trimmed(path);
  if (checked.empty()) refuse("The path is empty: a name such as 'orders/ship.bpmn' was expected");
  check_text("path", checked, kLongestPath);
  if (checked.find('\\') != std::string::npos) refuse(fmt::format("The path '{}' holds a backslash; parts are separated by '/'", path));
  for (std::size_t begin = 0; begin <= checked.size();) {
    const std::size_t end = std::min(checked.find('/', begin), checked.size());
    check_part(checked, std::string_view(checked).substr(begin, end - begin));
    begin = end + 1;
  }
  return checked;
}

std::optional<std::string> checked_comment(std::optional<std::string> comment) {
  if (!comment || comment->empty()) return std::nullopt;
  if (comment->size() > kLongestComment) refuse(fmt::format("The comment has {} bytes; at most {} are kept", comment->size(), kLongestComment));
  if (!is_utf8(*comment)) refuse("The comment is not UTF-8");
  return comment;
}

}  // namespace baton::modeler
