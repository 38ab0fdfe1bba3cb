#include "bpmn/facts/facts.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace baton::bpmn {

namespace {

constexpr std::array kChoreography = {Tag::choreography_task, Tag::call_choreography, Tag::sub_choreography};
// Events that no diagram draws but the metamodel has.
constexpr std::array kOtherEvents = {Tag::implicit_throw_event, Tag::event};

constexpr std::array kData = {Tag::data_object, Tag::data_object_reference, Tag::data_store, Tag::data_store_reference,
                              Tag::data_input, Tag::data_output, Tag::data_input_association,
                              Tag::data_output_association, Tag::property, Tag::input_set, Tag::output_set,
                              Tag::io_specification};

constexpr std::array kDefinitions = {
    Tag::message, Tag::signal, Tag::error, Tag::escalation, Tag::item_definition, Tag::category, Tag::category_value,
    Tag::resource, Tag::interface, Tag::operation, Tag::correlation_property, Tag::correlation_key, Tag::data_store,
    Tag::global_task, Tag::global_user_task, Tag::global_manual_task, Tag::global_script_task,
    Tag::global_business_rule_task, Tag::partner_entity, Tag::partner_role, Tag::end_point, Tag::import, Tag::extension,
    Tag::relationship, Tag::choreography, Tag::global_conversation, Tag::global_choreography_task};

constexpr std::array kConversation = {Tag::conversation, Tag::sub_conversation, Tag::call_conversation,
                                      Tag::conversation_link};

template <std::size_t Size>
bool is_one_of(Tag tag, const std::array<Tag, Size>& tags) {
  return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

bool is_event_of_any_kind(Tag tag) { return is_event(tag) || is_one_of(tag, kOtherEvents); }

bool is_flow_element(Tag tag) { return is_flow_node(tag) || is_one_of(tag, kChoreography) || is_one_of(tag, kOtherEvents); }

std::vector<Tag> tags_where(bool (*holds)(Tag)) {
  std::vector<Tag> found;
  for (std::size_t i = 0; i < static_cast<std::size_t>(Tag::count_); ++i) {
    if (holds(static_cast<Tag>(i))) found.push_back(static_cast<Tag>(i));
  }
  return found;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  return begin == std::string_view::npos ? std::string_view()
                                         : text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

bool is_true(Element element, std::string_view attribute, bool fallback = false) {
  const auto value = element.find_attribute(attribute);
  return value ? trimmed(*value) == "true" || trimmed(*value) == "1" : fallback;
}

bool is_given(Element element, std::string_view attribute) { return !trimmed(element.attribute(attribute)).empty(); }

class Counter {
 public:
  explicit Counter(const Model& model) : model_(model) {}

  std::size_t count(Tag tag) const { return model_.all(tag).size(); }

  template <typename Holds>
  std::size_t count(Tag tag, Holds holds) const {
    const auto& all = model_.all(tag);
    return static_cast<std::size_t>(std::count_if(all.begin(), all.end(), holds));
  }

  template <typename Tags>
  Json by_name(const Tags& tags) const {
    Json found = Json::object();
    for (const Tag tag : tags) {
      if (count(tag)) found[std::string(tag_name(tag))] = count(tag);
    }
    return found;
  }

  // Event definitions whose parent is an event, or is none; by name.
  Json event_definitions(bool in_event) const {
    Json found = Json::object();
    for (const Tag tag : tags_where(is_event_definition)) {
      const std::size_t number = count(tag, [&](Element e) { return is_event_of_any_kind(e.parent().tag()) == in_event; });
      if (number) found[std::string(tag_name(tag))] = number;
    }
    return found;
  }

  Json resolved_event_definitions() const {
    Json found = event_definitions(true);
    for (const Element& reference : model_.all(Tag::event_definition_ref)) {
      const Element meant = model_.resolve(reference.text());
      const std::string name(is_event_definition(meant.tag()) ? meant.name() : "unresolved");
      found[name] = found.value(name, 0) + 1;
    }
    return found;
  }

  // Of the flow nodes of all kinds.
  template <typename Holds>
  std::size_t count_nodes(Holds holds) const {
    std::size_t number = 0;
    for (const Tag tag : tags_where(is_flow_element)) number += count(tag, holds);
    return number;
  }

 private:
  const Model& model_;
};

void add_processes(const Counter& counter, Json& facts) {
  facts["processes"] = counter.count(Tag::process);
  facts["executable_processes"] = counter.count(Tag::process, [](Element e) { return is_true(e, "isExecutable"); });
  facts["collaborations"] = counter.count(Tag::collaboration);
  facts["participants"] = counter.count(Tag::participant);
  facts["participants_without_process"] = counter.count(Tag::participant, [](Element e) { return !is_given(e, "processRef"); });
  facts["lane_sets"] = counter.count(Tag::lane_set) + counter.count(Tag::child_lane_set);
  facts["lanes"] = counter.count(Tag::lane);
  facts["flow_node_refs"] = counter.count(Tag::flow_node_ref);
}

void add_flow(const Counter& counter, Json& facts) {
  facts["flow_nodes"] = counter.by_name(tags_where(is_flow_element));
  facts["flow_nodes_total"] = counter.count_nodes([](Element) { return true; });
  facts["event_sub_processes"] =
      counter.count_nodes([](Element e) { return is_sub_process(e.tag()) && is_true(e, "triggeredByEvent"); });
  facts["sequence_flows"] = counter.count(Tag::sequence_flow);
  facts["conditional_sequence_flows"] =
      counter.count(Tag::sequence_flow, [](Element e) { return bool(e.child(Tag::condition_expression)); });
  facts["default_flows"] = counter.count_nodes([](Element e) { return is_given(e, "default"); });
  facts["message_flows"] = counter.count(Tag::message_flow);
}

void add_data_and_artifacts(const Counter& counter, Json& facts) {
  facts["data"] = counter.by_name(kData);
  facts["associations"] = counter.count(Tag::association);
  facts["text_annotations"] = counter.count(Tag::text_annotation);
  facts["groups"] = counter.count(Tag::group);
}

void add_events(const Counter& counter, Json& facts) {
  facts["event_definitions"] = counter.event_definitions(true);
  facts["event_definitions_elsewhere"] = counter.event_definitions(false);
  facts["event_definition_refs"] = counter.count(Tag::event_definition_ref);
  facts["event_definitions_resolved"] = counter.resolved_event_definitions();
  const std::size_t total = counter.count(Tag::boundary_event);
  const std::size_t interrupting =
      counter.count(Tag::boundary_event, [](Element e) { return is_true(e, "cancelActivity", true); });
  facts["boundary_events"] = {{"total", total}, {"interrupting", interrupting}, {"non_interrupting", total - interrupting}};
  const std::size_t sequential = counter.count(Tag::multi_instance_loop_characteristics,
                                               [](Element e) { return is_true(e, "isSequential"); });
  facts["loops"] = {{"standard", counter.count(Tag::standard_loop_characteristics)},
                    {"multi_instance_parallel", counter.count(Tag::multi_instance_loop_characteristics) - sequential},
                    {"multi_instance_sequential", sequential}};
}

void add_diagrams(const Counter& counter, Json& facts) {
  facts["bpmn_diagrams"] = counter.count(Tag::diagram);
  facts["bpmn_planes"] = counter.count(Tag::plane);
  facts["bpmn_shapes"] = counter.count(Tag::shape);
  facts["bpmn_edges"] = counter.count(Tag::edge);
  facts["bpmn_labels"] = counter.count(Tag::label);
}

}  // namespace

Json facts_of(const Model& model) {
  const Counter counter(model);
  Json facts = Json::object();
  add_processes(counter, facts);
  add_flow(counter, facts);
  add_data_and_artifacts(counter, facts);
  add_events(counter, facts);
  facts["definitions"] = counter.by_name(kDefinitions);
  facts["conversation_elements"] = counter.by_name(kConversation);
  add_diagrams(counter, facts);
  return facts;
}

}  // namespace baton::bpmn
