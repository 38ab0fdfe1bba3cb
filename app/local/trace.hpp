// What happened since the last look, in words, read from the history.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

namespace baton {
class Store;
}

namespace baton::app {

class Trace {
 public:
  explicit Trace(Store& store) : store_(store) {}
  // One line for each thing that is new: instances, activities, variables, incidents.
  std::vector<std::string> news();

 private:
  void instances(std::vector<std::string>& lines);
  void activities(std::vector<std::string>& lines);
  void variables(std::vector<std::string>& lines);
  void incidents(std::vector<std::string>& lines);
  void ends(std::vector<std::string>& lines);

  Store& store_;
  std::set<std::string> started_, ended_;         // instances
  std::map<std::string, bool> activities_;        // id -> left
  std::map<std::string, std::string> variables_;  // id -> value as shown
  std::map<std::string, std::string> incidents_;  // id -> state
};

}  // namespace baton::app
