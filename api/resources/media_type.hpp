// Media types by the end of a file's name, and how a download is named.
#pragma once

#include <string>

#include "api/http/message.hpp"

namespace baton::api {

std::string media_type(const std::string& file_name);  // application/octet-stream when unknown

// "attachment" with the file's name, without its folders, in ASCII and in UTF-8.
std::string content_disposition(const std::string& path);

// The bytes of a file with its type and name.
Response file_response(std::string bytes, const std::string& path);

}  // namespace baton::api
