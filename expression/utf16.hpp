// UTF-8 to and from the UTF-16 that Java's string methods count in. What is malformed becomes U+FFFD.
#pragma once

#include <string>
#include <string_view>

namespace baton {

bool is_ascii(std::string_view text);
std::u16string utf8_to_utf16(std::string_view text);
std::string utf16_to_utf8(std::u16string_view text);

// Java's toUpperCase and toLowerCase in the root locale.
std::string to_upper(std::string_view text);
std::string to_lower(std::string_view text);

}  // namespace baton
