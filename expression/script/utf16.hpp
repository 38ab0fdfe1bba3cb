// UTF-8 to and from the UTF-16 of JavaScript strings. What is malformed becomes U+FFFD.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace baton::script {

std::u16string utf8_to_utf16(std::string_view text);
std::string utf16_to_utf8(const char16_t* text, std::size_t size);

}  // namespace baton::script
