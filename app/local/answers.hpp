// The lines with which a person, or a file of --answer, lets a local run go on: a small table of verbs.
#pragma once

#include <string>
#include <vector>

namespace baton::app {

struct LocalRun;

struct AnswerVerb {
  const char* name;
  const char* usage;
  const char* help;
  // `first` is the word behind the verb, `rest` what follows it. Throws EngineError for what the engine
  // refuses, std::runtime_error for what cannot be understood.
  void (*act)(LocalRun& run, const std::string& first, const std::string& rest);
};

const std::vector<AnswerVerb>& answer_verbs();

// Acts on one line such as: complete review {"ok": true}
void act_on(LocalRun& run, const std::string& line);

}  // namespace baton::app
