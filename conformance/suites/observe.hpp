// What suites read from an engine: trees of instances, what is active, the path taken.
#pragma once

#include <string>
#include <vector>

#include "conformance/suite.hpp"

namespace baton::conformance {

// A deployment that goes away, with all its instances and their history, when the test is done.
class Deployed {
 public:
  Deployed(Subject& subject, const std::string& name, const Files& files);
  ~Deployed();
  Deployed(const Deployed&) = delete;

  bool ok() const { return answer_.ok(); }
  const Answer& answer() const { return answer_; }
  std::string why() const;  // the refusal, in a line
  // Of the executable processes; (key, id, resource), by key.
  struct Definition {
    std::string key, id, resource;
  };
  const std::vector<Definition>& definitions() const { return definitions_; }

  // Historic instances of all definitions, started by whatever.
  std::vector<Tree> instances();
  std::vector<Taken> path();

 private:
  Subject& subject_;
  Answer answer_;
  std::vector<Definition> definitions_;
};

// `root` and all that it called; those that are running.
std::vector<std::string> running_tree(Subject& subject, const std::string& root);

// The ids of what has no children among the activity instances of the tree, sorted; waiting transitions as ~id; an
// instance without activities as (key).
std::vector<std::string> active_leaves(Subject& subject, const std::string& root);

// "404 message" of an answer that is a refusal.
std::string told(const Answer& answer);

std::string joined(const std::vector<std::string>& words, const std::string& separator = " ");

}  // namespace baton::conformance
