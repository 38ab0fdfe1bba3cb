// A program with the engine inside: it deploys a diagram, starts an instance, does the work of a task, reads
// the history. The store is memory: no server, no database, nothing left behind.
#include <iostream>

#include "expression/script/script_pool.hpp"
#include "runtime/engine/engine.hpp"
#include "runtime/store/memory_store.hpp"
#include "runtime/store/query.hpp"

static const char* kDiagram = R"(<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
                  xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="http://baton.dev/samples">
  <bpmn:process id="greeting" isExecutable="true" camunda:historyTimeToLive="P1D">
    <bpmn:startEvent id="start" />
    <bpmn:scriptTask id="prepare" scriptFormat="javascript" camunda:resultVariable="text">
      <bpmn:script>"Hello, " + name</bpmn:script>
    </bpmn:scriptTask>
    <bpmn:serviceTask id="say" camunda:type="external" camunda:topic="say" />
    <bpmn:endEvent id="end" />
    <bpmn:sequenceFlow id="a" sourceRef="start" targetRef="prepare" />
    <bpmn:sequenceFlow id="b" sourceRef="prepare" targetRef="say" />
    <bpmn:sequenceFlow id="c" sourceRef="say" targetRef="end" />
  </bpmn:process>
</bpmn:definitions>)";

int main(int argc, char** argv) {
  // Scripts run in child processes of this very program: this line is where such a child begins.
  if (const auto code = baton::run_script_child(argc, argv)) return *code;

  baton::MemoryStore store;
  const auto clock = baton::system_clock();
  const auto ids = baton::system_ids();
  baton::Engine engine(store, *clock, *ids);

  baton::DeploymentRequest deployment;
  deployment.files = {{"greeting.bpmn", kDiagram}};
  engine.deploy(std::move(deployment));

  baton::StartRequest start;
  start.definition.key = "greeting";
  start.variables["name"] = {baton::Value::string("world"), false};
  const auto instance = engine.start(std::move(start));

  // The worker is this very program.
  baton::FetchRequest fetch;
  fetch.worker_id = "embedded";
  fetch.max_tasks = 1;
  fetch.topics.resize(1);
  fetch.topics[0].topic = "say";
  fetch.topics[0].lock_duration_ms = 10'000;
  for (const auto& locked : engine.fetch_and_lock(fetch)) {
    std::cout << locked.variables.at("text").as_string() << "\n";
    engine.complete_external_task(locked.task.id, "embedded", {}, {});
  }

  const auto ended = store.get<baton::HistoricProcessInstance>(instance.id);
  std::cout << ended->state << "\n";
  return ended->state == "COMPLETED" ? 0 : 1;
}
