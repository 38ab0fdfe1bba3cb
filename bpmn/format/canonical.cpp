// Works on a pugixml tree of its own, made from the text that the document stage found to be well-formed. Passes, each
// over the whole tree: ids, flow references, order of children, order of attributes; then it is printed.
#include "bpmn/format/canonical.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <pugixml.hpp>
#include <sstream>
#include <unordered_map>
#include <unordered_set>

#include "bpmn/format/order.hpp"

namespace baton::bpmn {

namespace {

std::string_view local(std::string_view name) { return name.substr(name.find(':') == std::string_view::npos ? 0 : name.find(':') + 1); }
std::string prefix_of(std::string_view name) { return std::string(name.substr(0, name.size() - local(name).size())); }

// "100.0" -> "100", "-0.50" -> "-0.5"; what is no decimal number stays.
std::string number(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::string(text);
  return fmt::format("{}", value == 0 ? 0 : value);
}

std::string with_line_feeds(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r') out += text[i];
    if (text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n')) out += '\n';
  }
  return out;
}

class Canonical {
 public:
  explicit Canonical(const Model& model) : model_(model) {
    const std::string& source = model.document().source();
    constexpr unsigned kOptions = pugi::parse_full & ~pugi::parse_ws_pcdata & ~pugi::parse_declaration & ~pugi::parse_doctype;
    tree_.load_buffer(source.data(), source.size(), kOptions | pugi::parse_ws_pcdata_single, pugi::encoding_utf8);
    collect();
  }

  std::string run() {
    give_ids();
    for (const Element& flow : model_.all(Tag::sequence_flow)) flow_ids_.insert(nodes_[flow.index()].attribute("id").value());
    for (std::size_t i = 0; i < nodes_.size(); ++i) tidy(static_cast<xml::ElementIndex>(i));
    number_places();
    rebuild_flow_references();
    number_places();
    for (std::size_t i = 0; i < nodes_.size(); ++i) sort_references(static_cast<xml::ElementIndex>(i));
    name_drawings();
    pugi::xml_node declaration = tree_.prepend_child(pugi::node_declaration);
    declaration.append_attribute("version") = "1.0";
    declaration.append_attribute("encoding") = "UTF-8";
    std::ostringstream out;
    tree_.save(out, "  ", pugi::format_indent, pugi::encoding_utf8);
    return out.str();
  }

 private:
  // The tree's elements in document order: the model's numbering.
  void collect() {
    pugi::xml_node node = tree_.document_element();
    while (node) {
      nodes_.push_back(node);
      index_.emplace(node.internal_object(), static_cast<xml::ElementIndex>(nodes_.size() - 1));
      pugi::xml_node next = element_from(node.first_child());
      while (!next && node) {
        next = element_from(node.next_sibling());
        if (!next) node = node.parent();
      }
      node = next;
    }
  }

  static pugi::xml_node element_from(pugi::xml_node node) {
    while (node && node.type() != pugi::node_element) node = node.next_sibling();
    return node;
  }

  Tag tag(xml::ElementIndex i) const { return model_.is_extension(i) ? Tag::foreign : model_.tag(i); }

  static void set(pugi::xml_node node, const char* name, const std::string& value) {
    pugi::xml_attribute attribute = node.attribute(name);
    if (!attribute) attribute = node.append_attribute(name);
    attribute.set_value(value.c_str());
  }

  std::string free_id(const std::string& wanted) {
    std::string id = wanted;
    for (int n = 2; !used_.insert(id).second; ++n) id = fmt::format("{}_{}", wanted, n);
    return id;
  }

  static bool has_generated_id(Tag tag) { return tag == Tag::shape || tag == Tag::edge || tag == Tag::plane; }

  // What has no id but needs one to be referred to is named after its place.
  void give_ids() {
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      const Element element = model_.element(static_cast<xml::ElementIndex>(i));
      if (!element.id().empty() && !has_generated_id(tag(element.index()))) used_.emplace(element.id());
    }
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      const Element element = model_.element(static_cast<xml::ElementIndex>(i));
      const Tag kind = tag(element.index());
      if (!element.id().empty() || !(is_flow_node(kind) || kind == Tag::sequence_flow || kind == Tag::diagram)) continue;
      const std::string_view parent = element.parent().id();
      set(nodes_[i], "id", free_id(fmt::format("{}{}{}", parent, parent.empty() ? "" : "_", element.name())));
    }
  }

  // Drawings are named after what they draw, in the order in which they stand at last.
  void name_drawings() {
    number_places();
    std::vector<xml::ElementIndex> order;
    for (xml::ElementIndex i = 0; i < nodes_.size(); ++i) {
      if (has_generated_id(tag(i)) && !removed(i)) order.push_back(i);
    }
    std::stable_sort(order.begin(), order.end(), [this](auto a, auto b) { return places_[a] < places_[b]; });
    std::unordered_map<std::string, std::string> renamed;
    for (const xml::ElementIndex i : order) {
      const Element element = model_.element(i), drawn = model_.resolve(element.attribute("bpmnElement"));
      const std::string_view base = drawn ? drawn.id() : element.attribute("bpmnElement");
      std::string id = free_id(fmt::format("{}{}", base.empty() ? element.name() : base, tag(i) == Tag::plane ? "_plane" : "_di"));
      if (!element.id().empty()) renamed.emplace(element.id(), id);
      set(nodes_[i], "id", id);
      sort_attributes(nodes_[i]);
    }
    for (const pugi::xml_node& node : nodes_) {
      for (const char* name : {"sourceElement", "targetElement", "choreographyActivityShape"}) {
        const auto found = renamed.find(node.attribute(name).value());
        if (found != renamed.end()) set(node, name, found->second);
      }
    }
  }

  // incoming and outgoing as the sequence flows say, in the order in which these will stand.
  void rebuild_flow_references() {
    std::vector<Element> flows = model_.all(Tag::sequence_flow);
    std::stable_sort(flows.begin(), flows.end(),
                     [this](Element a, Element b) { return places_[a.index()] < places_[b.index()]; });
    for (const Element& flow : flows) {
      const std::string id = nodes_[flow.index()].attribute("id").value();
      add_reference(model_.resolve(flow.attribute("sourceRef")), "outgoing", id);
      add_reference(model_.resolve(flow.attribute("targetRef")), "incoming", id);
    }
    for (const xml::ElementIndex node : cleared_) tidy(node);
  }

  // Another element may have the id of a flow as well.
  bool means_flow(const std::string& reference) const {
    if (flow_ids_.contains(reference)) return true;
    return model_.resolve(reference).tag() == Tag::sequence_flow;
  }

  void add_reference(Element node, const char* name, const std::string& id) {
    if (!is_flow_node(node.tag())) return;
    pugi::xml_node of = nodes_[node.index()];
    if (cleared_.insert(node.index()).second) {
      for (const Element& child : node.children()) {
        const bool is_flow = !child.first_child() && means_flow(child.trimmed_text());
        if ((child.tag() == Tag::incoming || child.tag() == Tag::outgoing) && is_flow) of.remove_child(nodes_[child.index()]);
      }
    }
    of.append_child((prefix_of(of.name()) + name).c_str()).text().set(id.c_str());
  }

  void tidy(xml::ElementIndex i) {
    for (pugi::xml_node child : nodes_[i].children()) {
      const bool is_text = child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata;
      if (is_text && std::strchr(child.value(), '\r')) child.set_value(with_line_feeds(child.value()).c_str());
    }
    if (model_.is_extension(i) || removed(i)) return;
    sort_attributes(nodes_[i]);
    const Space space = model_.element(i).space();
    if (space == Space::dc || space == Space::di) {
      for (pugi::xml_attribute a : nodes_[i].attributes()) a.set_value(number(a.value()).c_str());
    }
    if (model_.element(i).space() != Space::bpmn) return;
    const std::string parent(model_.element(i).name());
    sort_children(nodes_[i], [&](pugi::xml_node n) { return std::int64_t{child_rank(parent, local(n.name()))}; });
  }

  // Where each element stands once all children are in order.
  void number_places() {
    std::int64_t next = 0;
    places_.assign(nodes_.size(), 0);
    for (pugi::xml_node node = tree_.document_element(); node;) {
      if (const auto found = index_.find(node.internal_object()); found != index_.end()) places_[found->second] = next++;
      pugi::xml_node following = element_from(node.first_child());
      while (!following && node) {
        following = element_from(node.next_sibling());
        if (!following) node = node.parent();
      }
      node = following;
    }
  }

  // What refers to other elements comes in their order.
  void sort_references(xml::ElementIndex i) {
    if (removed(i)) return;
    if (tag(i) == Tag::plane) sort_children(nodes_[i], [this](pugi::xml_node n) { return drawing_rank(n); });
    if (tag(i) == Tag::lane) sort_lane(i);
  }

  bool removed(xml::ElementIndex i) const { return i > 0 && !nodes_[i].parent(); }

  static void sort_attributes(pugi::xml_node node) {
    std::vector<std::pair<std::string, std::string>> all;
    for (const pugi::xml_attribute& a : node.attributes()) all.emplace_back(a.name(), a.value());
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return attribute_precedes(a.first, b.first); });
    node.remove_attributes();
    for (const auto& [name, value] : all) node.append_attribute(name.c_str()) = value.c_str();
  }

  // Comments and processing instructions go with the element behind them.
  template <typename RankOf>
  static void sort_children(pugi::xml_node parent, RankOf rank_of) {
    struct Run {
      std::int64_t rank;
      std::vector<pugi::xml_node> nodes;
    };
    std::vector<Run> runs;
    Run run;
    for (pugi::xml_node child : parent.children()) {
      // Text between elements: its place means something.
      if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) return;
      run.nodes.push_back(child);
      if (child.type() != pugi::node_element) continue;
      run.rank = rank_of(child);
      runs.push_back(std::move(run));
      run = {};
    }
    run.rank = std::numeric_limits<std::int64_t>::max();
    runs.push_back(std::move(run));
    std::stable_sort(runs.begin(), runs.end(), [](const Run& a, const Run& b) { return a.rank < b.rank; });
    for (const Run& sorted : runs) {
      for (const pugi::xml_node& node : sorted.nodes) parent.append_move(node);
    }
  }

  // Shapes before edges, each in the order of what they draw.
  std::int64_t drawing_rank(pugi::xml_node node) const {
    const auto found = index_.find(node.internal_object());
    if (found == index_.end()) return 0;
    const Tag kind = model_.tag(found->second);
    if (kind != Tag::shape && kind != Tag::edge) return kind == Tag::label ? -1 : std::numeric_limits<std::int64_t>::max() - 1;
    const Element drawn = model_.resolve(model_.element(found->second).attribute("bpmnElement"));
    const std::int64_t place = drawn ? places_[drawn.index()] : static_cast<std::int64_t>(model_.size());
    return (kind == Tag::edge ? std::int64_t{1} << 33 : 0) + place;
  }

  // flowNodeRefs in the order of the nodes.
  void sort_lane(xml::ElementIndex lane) {
    sort_children(nodes_[lane], [&](pugi::xml_node n) -> std::int64_t {
      const auto found = index_.find(n.internal_object());
      const std::string_view name = local(n.name());
      if (name == "childLaneSet") return std::int64_t{1} << 40;
      if (name != "flowNodeRef" || found == index_.end()) return child_rank("lane", name);
      const Element node = model_.resolve(model_.element(found->second).text());
      return 1000 + (node ? places_[node.index()] : std::int64_t{1} << 35);
    });
  }

  const Model& model_;
  pugi::xml_document tree_;
  std::vector<pugi::xml_node> nodes_;
  std::unordered_map<void*, xml::ElementIndex> index_;
  std::vector<std::int64_t> places_;
  std::unordered_set<std::string> used_, flow_ids_;
  std::unordered_set<xml::ElementIndex> cleared_;
};

}  // namespace

std::string canonical(const Model& model) { return Canonical(model).run(); }

}  // namespace baton::bpmn
