#include "app/files.hpp"

#include <fmt/core.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <stdexcept>

namespace baton::app {

std::string read_file(const std::string& path) {
  if (path == "-") return std::string(std::istreambuf_iterator<char>(std::cin), {});
  if (std::filesystem::is_directory(path)) throw std::runtime_error(fmt::format("{}: is a folder", path));
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error(fmt::format("{}: {}", path, std::strerror(errno)));
  std::string bytes(std::istreambuf_iterator<char>(in), {});
  if (in.bad()) throw std::runtime_error(fmt::format("{}: cannot be read", path));
  return bytes;
}

std::string base_name(const std::string& path) {
  return path == "-" ? "stdin.bpmn" : std::filesystem::path(path).filename().string();
}

}  // namespace baton::app
