// How process instances that exchange messages know each other (BPMN 2.0.2 clause 8.3.2).
//
// Key-based: the first message that an instance sends or receives fixes the values of the conversation's keys for
// it; later messages must carry the same. Context-based: a correlation subscription compares the message with the
// instance's own data. Where neither is drawn, an instance answers to the one that has spoken to it.
//
// What is fixed is kept as event subscriptions of two types of their own on the process instance, which no event
// triggers: "correlation" (name: the key, configuration: its values) and "partner" (configuration: an instance).
#include <nlohmann/json.hpp>

#include "runtime/interpreter/conversation.hpp"
#include "runtime/interpreter/execution_scope.hpp"
#include "runtime/interpreter/interpreter.hpp"
#include "runtime/interpreter/value_json.hpp"

namespace baton {

using bpmn::CorrelationKey;
using bpmn::CorrelationProperty;
using bpmn::RetrievalPath;

namespace {

// A message's content, for expressions that retrieve from it.
class ContentScope final : public Scope {
 public:
  ContentScope(const Variables& content, TimestampMs now) : content_(content), now_(now) {}
  std::optional<Value> variable(std::string_view name) const override {
    const auto found = content_.find(std::string(name));
    if (found == content_.end()) return std::nullopt;
    return found->second.value;
  }
  std::optional<Value> local_variable(std::string_view name) const override { return variable(name); }
  std::vector<std::string> variable_names() const override {
    std::vector<std::string> names;
    for (const auto& [name, value] : content_) names.push_back(name);
    return names;
  }
  std::vector<std::string> local_variable_names() const override { return variable_names(); }
  void set_variable(const std::string&, Value) override {}
  void set_local_variable(const std::string&, Value) override {}
  void remove_variable(const std::string&) override {}
  void remove_local_variable(const std::string&) override {}
  std::optional<Value> property(std::string_view, std::string_view) const override { return std::nullopt; }
  bool call(std::string_view, std::string_view, const std::vector<Value>&, Value&) override { return false; }
  TimestampMs now() const override { return now_; }
  std::string current_user() const override { return {}; }
  std::vector<std::string> current_user_groups() const override { return {}; }
  Value run_script(const Expression&) override {
    throw EvaluationError{"A retrieval expression cannot be a script", std::nullopt, {}};
  }

 private:
  const Variables& content_;
  const TimestampMs now_;
};

// Null: there is no such thing.
Json retrieve(const RetrievalPath& path, const Scope& scope, Scope& evaluating) {
  if (!path.expression.empty()) {
    try {
      return to_json(path.expression.evaluate(evaluating));
    } catch (const EvaluationError&) {
      return nullptr;  // what the message does not hold identifies nobody
    }
  }
  if (path.path.empty()) return nullptr;
  const auto variable = scope.variable(path.path.front());
  if (!variable) return nullptr;
  Json value = to_json(*variable);
  for (std::size_t i = 1; i < path.path.size(); ++i) {
    if (!value.is_object() || !value.contains(path.path[i])) return nullptr;
    value = Json(value[path.path[i]]);
  }
  return value;
}

const RetrievalPath* path_for(const CorrelationProperty& property, const std::string& message_id) {
  for (const auto& [message, path] : property.of_message) {
    if (message == message_id) return &path;
  }
  return nullptr;
}

// The values that a message gives to a key, as text; empty when it does not give them all.
std::string values_of(const CorrelationKey& key, const std::string& message_id, const Variables& content, TimestampMs now) {
  ContentScope scope(content, now);
  Json values = Json::array();
  for (const CorrelationProperty& property : key.properties) {
    const RetrievalPath* path = path_for(property, message_id);
    if (!path) return {};
    Json value = retrieve(*path, scope, scope);
    if (value.is_null()) return {};
    values.push_back(std::move(value));
  }
  return values.dump();
}

const CorrelationProperty* find_property(const bpmn::Correlation& correlation, const std::string& id) {
  for (const CorrelationKey& key : correlation.keys) {
    for (const CorrelationProperty& property : key.properties) {
      if (property.id == id) return &property;
    }
  }
  return nullptr;
}

const SubscriptionRecord* fixed(const ExecutionState& process, const char* type, const std::string& name) {
  for (const SubscriptionRecord* record : process.subscriptions) {
    if (record->row.event_type == type && record->row.event_name.value_or("") == name) return record;
  }
  return nullptr;
}

}  // namespace

void Interpreter::fix_correlation(ExecutionState& process, const std::string& message_id, const Variables& content) {
  for (const CorrelationKey& key : process.graph->process().correlation.keys) {
    if (fixed(process, conversation::kCorrelation, key.id)) continue;
    std::string values = values_of(key, message_id, content, now());
    if (values.empty()) continue;
    EventSubscription row;
    row.event_type = conversation::kCorrelation;
    row.event_name = key.id;
    row.configuration = std::move(values);
    session_.create_subscription(process, std::move(row));
  }
}

void Interpreter::join_conversation(ExecutionState& process, const std::string& message_id, const Variables& content,
                                    const std::string& partner) {
  fix_correlation(process, message_id, content);
  if (partner.empty() || partner == process.row.id) return;
  for (const SubscriptionRecord* record : process.subscriptions) {
    if (record->row.event_type == conversation::kPartner && record->row.configuration == partner) return;
  }
  EventSubscription row;
  row.event_type = conversation::kPartner;
  row.configuration = partner;
  session_.create_subscription(process, std::move(row));
}

int Interpreter::conversation_rank(ExecutionState& process, const std::string& message_id, const Variables& content,
                                   const std::string& partner) {
  using namespace conversation;
  const bpmn::Correlation& correlation = process.graph->process().correlation;
  int rank = kStranger;
  for (const CorrelationKey& key : correlation.keys) {
    const std::string values = values_of(key, message_id, content, now());
    if (values.empty()) continue;
    const SubscriptionRecord* record = fixed(process, kCorrelation, key.id);
    if (!record) continue;
    if (record->row.configuration != values) return kMismatch;
    rank = kSameKey;
  }
  ExecutionScope own(*this, process);
  ContentScope message(content, now());
  for (const bpmn::CorrelationSubscription& subscription : correlation.subscriptions) {
    for (const auto& [property_id, path] : subscription.bindings) {
      const CorrelationProperty* property = find_property(correlation, property_id);
      const RetrievalPath* of_message = property ? path_for(*property, message_id) : nullptr;
      if (!of_message) continue;
      if (retrieve(*of_message, message, message) != retrieve(path, own, own)) return kMismatch;
      rank = kSameKey;
    }
  }
  if (rank == kStranger && !partner.empty()) {
    for (const SubscriptionRecord* record : process.subscriptions) {
      if (record->row.event_type == kPartner && record->row.configuration == partner) return kPartnerRank;
    }
  }
  return rank;
}

}  // namespace baton
