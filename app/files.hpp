// Files of the command line.
#pragma once

#include <string>

namespace baton::app {

// The whole file; "-" is standard input. Throws std::runtime_error that names the file and the reason.
std::string read_file(const std::string& path);

// The last part of a path.
std::string base_name(const std::string& path);

}  // namespace baton::app
