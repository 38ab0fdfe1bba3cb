// Two versions of a file that both come from a third one, made into one.
//
// What they changed since the base goes into ours, of which only those places differ afterwards. Elements are the same when
// their ids are; attributes, texts and children are merged one by one, so two people may change one task without knowing of
// each other. Where both changed the same thing differently, ours stays and a conflict says so. Drawings never conflict: where
// both moved a shape, ours stays where it is.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "bpmn/model/model.hpp"

namespace baton::bpmn {

struct MergeConflict {
  std::string element;  // "userTask A 'Check'"
  std::string message;
  int line = 0;         // in ours; 0: it is not there
};

struct Merged {
  std::string bytes;  // a whole file, also when there are conflicts
  std::vector<MergeConflict> conflicts;
};

// Pure. Elements are nested as deep as the document stage allows.
Merged merge(const Model& base, std::shared_ptr<const Model> ours, const Model& theirs);

}  // namespace baton::bpmn
