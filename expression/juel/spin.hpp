// Camunda Spin's JSON nodes: what S() and JSON() give, and what variables of type Json are.
//
// A node is a place in a document that it shares with the nodes around it: a change through one is seen
// through the others.
#pragma once

#include <nlohmann/json.hpp>

#include "expression/juel/item.hpp"

namespace baton::juel {

// A parsed document, copied before its first change.
class SpinDocument {
 public:
  explicit SpinDocument(std::shared_ptr<const Json> tree) : tree_(std::move(tree)) {}
  const Json& tree() const { return *tree_; }
  Json& change();

 private:
  std::shared_ptr<const Json> tree_;
  std::shared_ptr<Json> own_;
};

class SpinObject : public Object {
 public:
  SpinObject(std::shared_ptr<SpinDocument> document, Json::json_pointer path);

  const Json& node() const;  // throws Fault when the place is gone
  Json& change();
  Item child(const std::string& name) const;
  Item child(std::size_t index) const;
  Item at(Json::json_pointer path) const;
  const std::shared_ptr<SpinDocument>& document() const { return document_; }
  const Json::json_pointer& path() const { return path_; }

  std::string class_name() const override { return "org.camunda.spin.impl.json.jackson.JacksonJsonNode"; }
  std::string text() const override;
  Value to_value() const override;
  Json to_json() const override { return node(); }
  const MethodTable& methods() const override;

 private:
  std::shared_ptr<SpinDocument> document_;
  Json::json_pointer path_;
};

ObjectPtr make_spin(std::shared_ptr<const Json> tree);

// S(text), JSON(text). Throws Fault when the text is no JSON.
Item parse_spin(const Item& input, bool detect_format);

// A list of nodes, as elements() and elementList() give it.
Item spin_list(std::vector<Item> nodes);

// What jsonPath(text) gives: element(), elementList(), stringValue(), ... of the places that the path
// selects.
Item select_path(const SpinObject& node, std::string_view path);

}  // namespace baton::juel
