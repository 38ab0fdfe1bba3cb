// Two texts as a unified diff.
#pragma once

#include <string>

namespace baton::app {

// Three lines of context, `file` in its head; empty when the texts are the same.
std::string unified_diff(const std::string& file, const std::string& before, const std::string& after);

}  // namespace baton::app
