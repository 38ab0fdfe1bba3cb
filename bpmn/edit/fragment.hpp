// An element that is to be written: a small tree of names as they shall stand there.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace baton::bpmn {

struct Fragment {
  std::string name;  // with prefix
  std::vector<std::pair<std::string, std::string>> attributes;
  std::string text = {};  // instead of children
  std::vector<Fragment> children = {};
  std::string verbatim = {};  // set: the element as text, and nothing else counts
};

// How a file is laid out. An empty `newline` puts everything on one line.
struct Layout {
  std::string newline = "\n";
  std::string step = "  ";
};

// The first line is not indented; further ones stand below `indent`.
std::string write(const Fragment& fragment, const Layout& layout, const std::string& indent);

}  // namespace baton::bpmn
