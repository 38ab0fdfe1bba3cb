// The engine alone, on the store in memory: what a command costs before HTTP and disk. Prints a table.
#include <fmt/core.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "bpmn/bpmn.hpp"
#include "expression/script/script_pool.hpp"
#include "runtime/engine/engine.hpp"
#include "runtime/store/memory_store.hpp"
#include "runtime/store/query.hpp"

namespace {

using namespace baton;
using SteadyClock = std::chrono::steady_clock;

constexpr double kSecondsEach = 1.0;

std::string definitions(const std::string& id, const std::string& content) {
  return fmt::format(R"(<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" )"
                     R"(xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="bench">)"
                     R"(<bpmn:process id="{}" isExecutable="true">{}</bpmn:process></bpmn:definitions>)",
                     id, content);
}

// start -> tasks -> end
std::string chain(const std::string& id, int length, const std::string& task) {
  std::string content = R"(<bpmn:startEvent id="n0"/>)";
  for (int i = 1; i <= length; ++i) content += fmt::format(fmt::runtime(task), i);
  content += fmt::format(R"(<bpmn:endEvent id="n{}"/>)", length + 1);
  for (int i = 0; i <= length; ++i) {
    content += fmt::format(R"(<bpmn:sequenceFlow id="f{0}" sourceRef="n{0}" targetRef="n{1}"/>)", i, i + 1);
  }
  return definitions(id, content);
}

class Bench {
 public:
  explicit Bench(EngineOptions options = {})
      : clock_(system_clock()), ids_(system_ids()), engine_(store_, *clock_, *ids_, std::move(options)) {}

  void deploy(const std::string& xml) {
    DeploymentRequest request;
    request.files = {{"bench.bpmn", xml}};
    engine_.deploy(std::move(request));
  }

  InstanceAnswer start(const std::string& key, const Variables& variables = {}) {
    StartRequest request;
    request.definition.key = key;
    request.variables = variables;
    return engine_.start(std::move(request));
  }

  std::vector<std::string> tasks(const std::string& instance) {
    std::vector<std::string> ids;
    for (const Task& task :
         store_.all<Task>(Query{TableId::task, where::eq(col::task::process_instance_id, instance)})) {
      ids.push_back(task.id);
    }
    return ids;
  }

  Engine& engine() { return engine_; }

 private:
  MemoryStore store_;
  std::unique_ptr<Clock> clock_;
  std::unique_ptr<IdSource> ids_;
  Engine engine_;
};

// Repeats `work` for a while and prints its rate; `per_call`: how many things one call does.
void measure(const std::string& what, double per_call, const std::function<void()>& work) {
  for (int i = 0; i < 3; ++i) work();
  const auto begin = SteadyClock::now();
  std::int64_t calls = 0;
  double seconds = 0;
  do {
    work();
    ++calls;
    seconds = std::chrono::duration<double>(SteadyClock::now() - begin).count();
  } while (seconds < kSecondsEach);
  fmt::print("{:<58} {:>12.0f} /s {:>10.1f} us\n", what, calls * per_call / seconds,
             seconds * 1e6 / (calls * per_call));
}

void start_to_end() {
  Bench bench;
  bench.deploy(chain("empty", 0, ""));
  bench.deploy(chain("five", 5, R"(<bpmn:serviceTask id="n{}" camunda:expression="${{1 + 1}}"/>)"));
  bench.deploy(chain("hundred", 100, R"(<bpmn:manualTask id="n{}"/>)"));
  measure("start to end, nothing between", 1, [&] { bench.start("empty"); });
  measure("start to end, five expressions", 1, [&] { bench.start("five"); });
  measure("start to end, one hundred tasks: each task", 100, [&] { bench.start("hundred"); });
}

void user_tasks() {
  Bench bench;
  bench.deploy(chain("user", 1, R"(<bpmn:userTask id="n{}"/>)"));
  measure("start, list tasks, complete", 1, [&] {
    const auto instance = bench.start("user");
    for (const std::string& id : bench.tasks(instance.id)) bench.engine().complete_task({id, {}, false});
  });
}

// Rows are written by their change: one of many must cost what one of few does.
void wide(int width) {
  Bench bench;
  bench.deploy(chain(
      "wide", 1,
      fmt::format(
          R"(<bpmn:userTask id="n{{}}"><bpmn:multiInstanceLoopCharacteristics>)"
          R"(<bpmn:loopCardinality>{}</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics></bpmn:userTask>)",
          width)));
  std::vector<std::string> open;
  measure(fmt::format("complete one of {} parallel tasks", width), 1, [&] {
    if (open.empty()) open = bench.tasks(bench.start("wide").id);
    bench.engine().complete_task({open.back(), {}, false});
    open.pop_back();
  });
}

void loading() {
  const std::string xml =
      chain("large", 5'000, R"(<bpmn:serviceTask id="n{}" name="A task" camunda:expression="${{a + b}}"/>)");
  measure(fmt::format("load a diagram of {} kB: each kB", xml.size() / 1024), xml.size() / 1024.0, [&] {
    if (bpmn::load(xml).processes.empty())
      throw std::runtime_error("the diagram of the benchmark is refused");
  });
}

std::string content_of(const char* file) {
  std::ifstream source(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(source), {}};
}

// Instances a second, of a model whose process is named like its file. History is not kept: the peers have none.
void one_model(const char* file, double seconds) {
  EngineOptions options;
  options.history = HistoryLevel::none;
  Bench bench(options);
  bench.deploy(content_of(file));
  const std::string key = std::filesystem::path(file).stem();
  const auto during = [&](double limit) {
    const auto begin = SteadyClock::now();
    std::int64_t count = 0;
    double passed = 0;
    do {
      if (!bench.start(key).ended) throw std::runtime_error("not at its end");
      ++count;
      passed = std::chrono::duration<double>(SteadyClock::now() - begin).count();
    } while (passed < limit);
    return count / passed;
  };
  during(seconds / 2);
  fmt::print("{}\n", during(seconds));
}

}  // namespace

// engine_bench, or engine_bench --model FILE SECONDS
int main(int argc, char** argv) {
  if (const auto code = run_script_child(argc, argv)) return *code;
  if (argc == 4 && std::string(argv[1]) == "--model") {
    one_model(argv[2], std::stod(argv[3]));
    return 0;
  }
  start_to_end();
  user_tasks();
  wide(10);
  wide(10'000);
  loading();
}
