// Bytes of an XML file -> UTF-8.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace baton::xml {

struct EncodingProblem {
  std::string message;
  std::size_t offset = 0;  // in the decoded text
  bool is_error = true;
};

struct Decoded {
  std::string text;  // UTF-8 without byte order mark
  std::string_view encoding;
  std::vector<EncodingProblem> problems;
};

// Never fails: what is not of its encoding is read as windows-1252, with a problem.
Decoded decode(std::string_view bytes);

}  // namespace baton::xml
