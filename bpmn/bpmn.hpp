// The way of a diagram, one function per stage: bytes -> document -> model -> checked model -> graphs.
//
// Most callers want load(): it runs all stages and answers everything that a deployment or a lint needs.
// Pure: no clock, file or network. Any thread. Bad input is a finding, never an exception or a crash.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "bpmn/findings.hpp"
#include "bpmn/rules/strict/imports.hpp"

namespace baton::bpmn {

class Model;         // bpmn/model/model.hpp
class ProcessGraph;  // bpmn/graph/process_graph.hpp

struct LoadOptions {
  bool lenient = false;  // a task without implementation becomes an external task whose topic is its id
  bool strict = false;   // lint --strict: the specification's constraints as well
  ReadImport read_import{};  // strict: how files that this one imports are read
};

struct Loaded {
  // Null when the bytes are not BPMN at all; findings say why.
  std::shared_ptr<const Model> model;
  bool well_formed = false;  // as XML
  bool is_bpmn = false;      // the root is bpmn:definitions
  // The executable processes, in document order; empty when findings hold errors.
  std::vector<std::shared_ptr<const ProcessGraph>> processes;
  Findings findings;         // in document order
};

Loaded load(std::string_view bytes, const LoadOptions& options = {});

// Only the first two stages, for who does not want to run it: no rules, no graphs.
Loaded read(std::string_view bytes);

}  // namespace baton::bpmn
