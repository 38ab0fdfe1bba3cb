// Makes a database with many waiting instances: `fill URL INSTANCES [TIMERS]`. One instance of each kind is started by
// the engine itself; the others are copies of its rows with ids of their own. Prints how long it took.
#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "expression/script/script_pool.hpp"
#include "persistence/open_store.hpp"
#include "runtime/engine/engine.hpp"
#include "runtime/store/query.hpp"
#include "runtime/store/store.hpp"

namespace {

using namespace baton;

constexpr int kInstancesPerCommit = 500;
constexpr std::size_t kIdLength = 36;

constexpr const char* kModel =
    R"(<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="fill">)"
    R"(<bpmn:process id="{0}" isExecutable="true"><bpmn:startEvent id="start"/>{1}<bpmn:endEvent id="end"/>)"
    R"(<bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="wait"/>)"
    R"(<bpmn:sequenceFlow id="f2" sourceRef="wait" targetRef="end"/></bpmn:process></bpmn:definitions>)";
constexpr const char* kUserTask = R"(<bpmn:userTask id="wait" name="Wait"/>)";
constexpr const char* kTimer =
    R"(<bpmn:intermediateCatchEvent id="wait"><bpmn:timerEventDefinition>)"
    R"(<bpmn:timeDuration>P365D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>)";

// Where in a row an id of the instance stands.
struct Place {
  std::size_t column, offset, id;
};

struct TemplateRow {
  TableId table;
  Row row;
  std::vector<Place> places;
};

// The rows of one instance, with the places of its own ids.
class Template {
 public:
  Template(Store& store, const std::string& root_id) {
    for (int t = 0; t < static_cast<int>(TableId::count_); ++t) {
      const TableSpec& spec = table_spec(static_cast<TableId>(t));
      const int root = spec.column("root_id");
      if (root < 0) continue;
      for (Row& row : store.select({spec.id, where::eq(root, Cell{root_id})})) add(spec, std::move(row));
    }
  }

  void copy(Batch& batch, IdSource& ids) const {
    std::vector<std::string> fresh;
    for (std::size_t i = 0; i < ids_.size(); ++i) fresh.push_back(ids.next());
    for (const TemplateRow& original : rows_) {
      Row row = original.row;
      for (const Place& place : original.places) {
        std::get<std::string>(row[place.column]).replace(place.offset, kIdLength, fresh[place.id]);
      }
      batch.put(original.table, std::move(row), true);
    }
  }
  std::size_t rows() const { return rows_.size(); }

 private:
  // Ids of definitions are shared; all other ids belong to the instance.
  static bool is_shared(const ColumnSpec& column) {
    return std::string_view(column.name).find("definition_id") != std::string_view::npos ||
           std::string_view(column.name) == "deployment_id";
  }

  void add(const TableSpec& spec, Row row) {
    static const std::regex id("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    TemplateRow made{spec.id, std::move(row), {}};
    for (std::size_t column = 0; column < spec.columns.size(); ++column) {
      const auto* text = std::get_if<std::string>(&made.row[column]);
      if (!text || is_shared(spec.columns[column])) continue;
      for (std::sregex_iterator match(text->begin(), text->end(), id), none; match != none; ++match) {
        const auto number = ids_.emplace(match->str(), ids_.size()).first->second;
        made.places.push_back({column, static_cast<std::size_t>(match->position()), number});
      }
    }
    rows_.push_back(std::move(made));
  }

  std::vector<TemplateRow> rows_;
  std::map<std::string, std::size_t> ids_;
};

std::string start_one(Engine& engine, const std::string& key, const char* wait) {
  DeploymentRequest deployment;
  deployment.name = key;
  deployment.duplicate_filtering = true;
  deployment.files = {{key + ".bpmn", fmt::format(fmt::runtime(kModel), key, wait)}};
  engine.deploy(std::move(deployment));
  StartRequest request;
  request.definition.key = key;
  return engine.start(std::move(request)).id;
}

void fill(Store& store, const std::string& key, const char* wait, int count) {
  if (count <= 0) return;
  const auto clock = system_clock();
  const auto ids = system_ids();
  EngineOptions options;
  options.job_threads = 0;
  Engine engine(store, *clock, *ids, options);
  const Template original(store, start_one(engine, key, wait));
  const auto begin = std::chrono::steady_clock::now();
  for (int made = 1; made < count;) {
    Batch batch;
    for (int i = 0; i < kInstancesPerCommit && made < count; ++i, ++made) original.copy(batch, *ids);
    store.commit(std::move(batch));
  }
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  fmt::print("{}: {} instances of {} rows in {:.1f} s\n", key, count, original.rows(), seconds);
}

}  // namespace

int main(int argc, char** argv) {
  if (const auto code = run_script_child(argc, argv)) return *code;
  if (argc < 3) {
    fmt::print(stderr, "usage: fill URL INSTANCES [TIMERS]\n");
    return 2;
  }
  try {
    const auto store = open_store(argv[1]);
    fill(*store, "fill_task", kUserTask, std::atoi(argv[2]));
    fill(*store, "fill_timer", kTimer, argc > 3 ? std::atoi(argv[3]) : 0);
  } catch (const StoreError& error) {
    fmt::print(stderr, "{}\n", error.message);
    return 1;
  }
  return 0;
}
