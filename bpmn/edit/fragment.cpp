#include "bpmn/edit/fragment.hpp"

#include "bpmn/edit/markup.hpp"

namespace baton::bpmn {

std::string write(const Fragment& fragment, const Layout& layout, const std::string& indent) {
  if (!fragment.verbatim.empty()) return fragment.verbatim;
  std::string out = "<" + fragment.name;
  for (const auto& [name, value] : fragment.attributes) out += " " + name + "=\"" + escape_attribute(value) + "\"";
  if (fragment.children.empty() && fragment.text.empty()) return out + " />";
  out += ">" + escape_text(fragment.text);
  const std::string inner = layout.newline.empty() ? "" : indent + layout.step;
  for (const Fragment& child : fragment.children) out += layout.newline + inner + write(child, layout, inner);
  if (!fragment.children.empty()) out += layout.newline + (layout.newline.empty() ? "" : indent);
  return out + "</" + fragment.name + ">";
}

}  // namespace baton::bpmn
