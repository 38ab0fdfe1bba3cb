// Is the token flow of a process sound? docs/soundness.md says what that means and what is assumed.
//
// Explores all states of each scope - process, sub-process, event sub-process - on its own; a sub-process inside is an
// activity that does to the scope around it what its inside can do. Pure, any thread; the same diagram always gets the
// same answer, in bounded work.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "bpmn/findings.hpp"
#include "bpmn/graph/process_graph.hpp"
#include "bpmn/soundness/judge.hpp"

namespace baton::bpmn {

class Element;
class Model;

struct SoundnessLimits {
  std::size_t states = 40'000, work = 500'000;  // of all scopes of a process together; work: moves, or what takes as long
};

struct ScopeSoundness {
  NodeId scope = kNoNode;
  std::vector<soundness::Offence> offences;
  std::vector<NodeId> dead;          // nodes directly inside that can never be executed
  bool has_second_token = false;     // two tokens meet somewhere: what comes after is not followed
  bool complete = true;              // all states are known; with false, `unknown` says why
  std::string unknown;
  std::size_t states = 0;
  soundness::Net net;                // what the offences' places mean
};

struct ProcessSoundness {
  std::vector<ScopeSoundness> scopes;  // by node id; those that can be reached
  std::vector<NodeId> dead;            // everything that is known to be dead, insides of dead sub-processes included
};

ProcessSoundness check_soundness(const ProcessGraph& graph, const SoundnessLimits& limits = {});

// A counter-example in words that tools understand.
struct SoundnessTrace {
  struct Step {
    std::string element;             // that fired
    std::vector<std::string> flows;  // that got a token
  };
  std::vector<Step> steps;
  std::vector<std::string> tokens;   // where the tokens are after it: sequence flows and activities
};

struct SoundnessFinding {
  Finding finding;
  SoundnessTrace trace;
};

// Of one process element; executable or not. Rules "soundness/...", located, in document order.
std::vector<SoundnessFinding> soundness_findings(const Element& process, const SoundnessLimits& limits = {});
// Of every process in a file.
std::vector<SoundnessFinding> soundness_findings(const Model& model, const SoundnessLimits& limits = {});
// The rules that they are findings of.
struct SoundnessRule {
  const char* id;
  Severity severity;
  const char* demand;
};
const std::vector<SoundnessRule>& soundness_rules();

}  // namespace baton::bpmn
