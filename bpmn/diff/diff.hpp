// What is different between two versions of a diagram: in its model, not in its text.
//
// Elements are the same when their ids are. The order of elements, prefixes, white space, ids of drawings and of parts
// that tools number anew (event definitions, loops) mean nothing; incoming and outgoing are said by the flows.
#pragma once

#include <string>
#include <vector>

#include "bpmn/model/model.hpp"
#include "bpmn/render/overlays.hpp"

namespace baton::bpmn {

enum class ChangeKind : std::uint8_t { added, removed, changed, moved };
std::string_view to_string(ChangeKind kind);

struct ValueChange {
  std::string name;  // an attribute, or the path of what is inside: "conditionExpression", "extensionElements/formData@..."
  std::string before, after;  // empty: not there
};

struct ElementChange {
  ChangeKind kind = ChangeKind::changed;
  std::string id, type, name;
  std::vector<ValueChange> values;  // of changed ones
  bool is_moved = false;            // its drawing changed as well
};

// What a change means for instances that run with the first version and are to be migrated to the second.
struct Effect {
  std::string id;
  std::string message;
};

struct Difference {
  std::vector<ElementChange> changes;  // removed ones first, each kind in document order
  std::vector<Effect> effects;

  bool is_empty() const { return changes.empty(); }
};

Difference difference(const Model& before, const Model& after);

// Accents for pictures of the two versions: what is gone in the first, what is new in the second, what changed in both.
Overlays accents_before(const Difference& difference);
Overlays accents_after(const Difference& difference);

}  // namespace baton::bpmn
