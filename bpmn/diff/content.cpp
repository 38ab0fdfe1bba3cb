#include "bpmn/diff/content.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "bpmn/edit/references.hpp"

namespace baton::bpmn {

namespace {

constexpr std::array kContainers = {Tag::definitions, Tag::process, Tag::sub_process, Tag::transaction, Tag::ad_hoc_sub_process,
                                    Tag::collaboration, Tag::choreography, Tag::sub_choreography, Tag::global_conversation,
                                    Tag::lane_set, Tag::child_lane_set, Tag::lane};
// Parts of their container, although they may have ids.
constexpr std::array kParts = {Tag::documentation, Tag::extension_elements, Tag::lane_set, Tag::child_lane_set, Tag::io_specification,
                               Tag::property, Tag::incoming, Tag::outgoing, Tag::data_input_association, Tag::data_output_association,
                               Tag::standard_loop_characteristics, Tag::multi_instance_loop_characteristics, Tag::flow_node_ref};

template <std::size_t Size>
bool is_one_of(Tag tag, const std::array<Tag, Size>& tags) {
  return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

std::string trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1));
}

// A reference without the prefix that a file happens to use.
std::string reference(Element at, std::string_view value) {
  const Element meant = at.model().resolve(value);
  return meant && !meant.id().empty() ? std::string(meant.id()) : trimmed(value);
}

// A name that does not depend on prefixes: the vendor's are read as one vocabulary.
std::string name_in(Space space, std::string_view name) {
  const bool is_plain = space == Space::none || space == Space::bpmn;
  return is_plain ? std::string(name) : (space == Space::vendor ? "vendor:" : space == Space::xsi ? "xsi:" : "other:") + std::string(name);
}

class Flattener {
 public:
  explicit Flattener(std::map<std::string, std::string>& values) : values_(values) {}

  // Depth is limited by the document stage.
  void add(Element element, const std::string& path, bool is_top) {
    add_attributes(element, path, is_top);
    std::map<std::string, int> numbers;
    for (Element child = element.first_child(); child; child = child.next()) {
      if (child.tag() == Tag::incoming || child.tag() == Tag::outgoing || is_compared(child)) continue;
      std::string name = name_in(child.space(), child.name());
      const int number = ++numbers[name];
      if (number > 1) name += "[" + std::to_string(number) + "]";
      add(child, path.empty() ? name : path + "/" + name, false);
    }
    if (is_top) return;
    const std::string text = is_reference_element(element) ? reference(element, element.text()) : trimmed(element.text());
    if (!text.empty() || (!element.first_child() && !has_attributes_)) values_[path] = text;
  }

 private:
  void add_attributes(Element element, const std::string& path, bool is_top) {
    has_attributes_ = false;
    const xml::Document& document = element.model().document();
    const xml::Attribute* end = document.attributes_end(element.index());
    for (const xml::Attribute* a = document.attributes_begin(element.index()); a != end; ++a) {
      const Space space = element.model().space(a->name_space);
      const bool is_namespace = a->name == "xmlns" || document.namespace_uri(a->name_space) == "http://www.w3.org/2000/xmlns/";
      if (is_namespace || (space == Space::none && a->name == "id")) continue;
      has_attributes_ = true;
      const bool refers = space == Space::none && is_reference_attribute(a->name);
      std::string value = refers ? reference(element, a->value) : std::string(a->value);
      if (space == Space::xsi) value = value.substr(value.find(':') == std::string::npos ? 0 : value.find(':') + 1);
      values_[(is_top ? path : path + "@") + name_in(space, a->name)] = std::move(value);
    }
  }

  std::map<std::string, std::string>& values_;
  bool has_attributes_ = false;
};

}  // namespace

bool is_compared(Element element) {
  if (element.space() != Space::bpmn || element.id().empty() || !element.parent()) return false;
  if (element.model().is_extension(element.index()) || is_one_of(element.tag(), kParts)) return false;
  return is_one_of(element.parent().tag(), kContainers) && !is_event_definition(element.tag());
}

Element compared_owner_of(Element element) {
  for (Element at = element.parent(); at; at = at.parent()) {
    if (is_compared(at)) return at;
  }
  return {};
}

std::map<std::string, std::string> content_of(Element element) {
  std::map<std::string, std::string> values;
  Flattener(values).add(element, "", true);
  if (const Element owner = compared_owner_of(element)) values["inside"] = owner.id();
  return values;
}

std::string drawing_of(Element element) {
  std::string text;
  const Element drawing = element.model().drawing_of(element.id());
  for (Element child = drawing.first_child(); child; child = child.next()) {
    if (child.name() != "Bounds" && child.name() != "waypoint") continue;
    for (const char* name : {"x", "y", "width", "height"}) {
      if (child.has(name)) text += std::to_string(std::atof(std::string(child.attribute(name)).c_str())) + " ";
    }
  }
  return text;
}

}  // namespace baton::bpmn
