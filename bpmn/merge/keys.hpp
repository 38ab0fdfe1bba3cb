// How elements of two versions of a file are the same element, and what an element says itself.
#pragma once

#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "bpmn/model/model.hpp"

namespace baton::bpmn {

// Among its siblings: by id; drawings by what they draw, since tools number them anew; references by what they refer to;
// all else by its name and how many of the name stand before it.
std::vector<std::pair<std::string, Element>> keyed_children(Element parent);

// Is taken or left as a whole: drawings, whose points belong together.
bool is_whole(Element element);

struct AttributeName {
  std::string uri, prefix, local;  // of a namespace's declaration: "xmlns" and the prefix that it declares
  bool operator<(const AttributeName& other) const { return std::tie(uri, local) < std::tie(other.uri, other.local); }
};

inline constexpr const char* kDeclaration = "xmlns";

std::map<AttributeName, std::string> attributes_of(Element element);

// Says the same, whatever the order of attributes and children, white space and prefixes.
bool is_same(Element a, Element b);

}  // namespace baton::bpmn
