// Base64 (RFC 4648, with padding).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace baton {

std::string encode_base64(std::string_view bytes);

// Accepts text with or without padding, ignores line breaks and blanks. Nothing when it is not base64.
std::optional<std::string> decode_base64(std::string_view text);

}  // namespace baton
