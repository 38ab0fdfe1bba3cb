// Start events that need several events (parallelMultiple, BPMN 2.0.2 clause 10.5.2): what has come is kept in a
// property until the rest has, for each business key apart; then one instance starts with all that they brought.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "runtime/engine/engine_impl.hpp"

namespace baton {

namespace {

// Which of the definitions it was that came, of those that have not yet; -1: one that has already.
std::int64_t position_of(const bpmn::Node& event, bpmn::EventKind kind, const std::string& name, const Json& came) {
  for (std::size_t i = 0; i < event.events.size(); ++i) {
    const bpmn::EventDefinition& definition = event.events[i];
    const bool is_named = kind == bpmn::EventKind::message || kind == bpmn::EventKind::signal;
    if (definition.kind != kind || (is_named && definition.name.is_constant() && definition.name.source() != name)) continue;
    if (std::find(came.begin(), came.end(), Json(i)) == came.end()) return static_cast<std::int64_t>(i);
  }
  return -1;
}

Variables variables_of(const Json& dtos) {
  Variables variables;
  for (const auto& [name, dto] : dtos.items()) variables[name] = value_from_rest(dto);
  return variables;
}

}  // namespace

std::optional<InstanceAnswer> Engine::Impl::start_at(const DefinitionPtr& definition, bpmn::NodeId node,
                                                     bpmn::EventKind kind, const std::string& name, StartRequest request,
                                                     const Caller& caller, const std::function<void(Batch&)>& with,
                                                     const ReceivedMessage* received) {
  const bpmn::Node& event = definition->graph->node(node);
  if (!event.needs_all_events()) return start(definition, node, request, caller, with, {}, received);

  return until_not_overtaken([&] {
    return start_when_complete(definition, node, kind, name, request, caller, with, received);
  });
}

std::optional<InstanceAnswer> Engine::Impl::start_when_complete(const DefinitionPtr& definition, bpmn::NodeId node,
                                                                bpmn::EventKind kind, const std::string& name,
                                                                StartRequest request, const Caller& caller,
                                                                const std::function<void(Batch&)>& with,
                                                                const ReceivedMessage* received) {
  const bpmn::Node& event = definition->graph->node(node);
  Property known;
  known.name = fmt::format("start:{}:{}:{}", definition->row.id, event.element_id, request.business_key.value_or(""));
  // What the instance throws may be an event of the same start event, before this returns.
  const std::lock_guard one_writer(start_parts);
  const auto stored = store.get<Property>(known.name);
  Json state = stored ? Json::parse(stored->value) : Json{{"came", Json::array()}, {"variables", Json::object()}};
  const std::int64_t position = position_of(event, kind, name, state["came"]);
  if (position >= 0) state["came"].push_back(position);
  if (received) request.variables.insert(received->content.begin(), received->content.end());
  for (const auto& [key, value] : request.variables) state["variables"][key] = value_to_rest(value.value, false);

  if (state["came"].size() == event.events.size()) {
    request.variables = variables_of(state["variables"]);
    return start(definition, node, request, caller, [&](Batch& batch) {
      if (stored) {
        batch.remove(TableId::property, known.name);
        expect(batch, *stored);
      }
      if (with) with(batch);
    });
  }
  known.value = state.dump();
  Batch batch;
  if (stored) {
    batch.update(known);
    expect(batch, *stored);
  } else {
    batch.insert(known);
    expect_none(batch, TableId::property, known.name);
  }
  if (with) with(batch);
  commit(std::move(batch));
  return std::nullopt;
}

}  // namespace baton
