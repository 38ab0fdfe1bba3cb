// Where a scenario is played: the deployment, and what is found in it.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "conformance/suites/observe.hpp"
#include "conformance/suites/own/scenario.hpp"

namespace baton::conformance {

struct Stage {
  Subject& subject;
  Deployed& deployed;
  std::string root;  // the instance that the first start made; empty before

  std::vector<std::string> running();  // instances of the deployment, whatever started them
  // Of all definitions of the deployment: the items of a list resource that takes processDefinitionId.
  std::vector<Tree> all(const std::string& path, const Parameters& query = {});
  // Of all running instances: the items of a list resource that takes processInstanceId.
  std::vector<Tree> of_running(const std::string& path, const Parameters& query = {});
};

// A step that cannot be done, or a claim that does not hold: in words.
struct Broken {
  std::string message;
};

// What a step or a claim begins with.
struct Verb {
  const char* usage;
  const char* help;
  // A step answers what the engine said. A claim throws Broken when it does not hold, and answers 200.
  Answer (*act)(Stage& stage, const Step& step);
};

const std::vector<Verb>& action_verbs();
const std::vector<Verb>& claim_verbs();

}  // namespace baton::conformance
