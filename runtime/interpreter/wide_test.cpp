// Deep and wide models: bounded stack, cost in proportion. Sizes are small enough for an unoptimised build; times
// are this thread's own and only compared with each other.
#include <gtest/gtest.h>

#include <ctime>

#include "runtime/testing/harness.hpp"
#include "runtime/testing/xml.hpp"

namespace baton {

using namespace testing;

namespace {

double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

template <class Work>
double cost(Work work) {
  const double begin = cpu_seconds();
  work();
  return cpu_seconds() - begin;
}

std::string many(int number, const std::string& attributes = {}) {
  return "<multiInstanceLoopCharacteristics " + attributes + "><loopCardinality>" + std::to_string(number) +
         "</loopCardinality></multiInstanceLoopCharacteristics>";
}

std::vector<std::string> open_tasks(Harness& h) {
  std::vector<std::string> ids;
  for (const Task& task : h.store().all<Task>({TableId::task, where::eq(col::task::root_id, h.instance().c_str()), {}, 0, -1})) {
    ids.push_back(task.id);
  }
  return ids;
}

// The cheapest of some completions in a multi-instance of `width`.
double one_completion(int width) {
  Harness h;
  h.run("p", start() + user("u", many(width)) + end() + chain("s u e"));
  const auto tasks = open_tasks(h);
  double best = 1e9;
  for (int i = 0; i < 8; ++i) {
    const std::string& id = tasks[tasks.size() / 2 + static_cast<std::size_t>(i) - 4];
    best = std::min(best, cost([&] { h.engine().complete_task({id, {}, false}); }));
  }
  return best;
}

double whole_loop(const std::string& attributes, int number) {
  Harness h;
  return cost([&] {
    h.run("p", start() + "<serviceTask id='t' camunda:expression='${1}'>" + many(number, attributes) + "</serviceTask>" + end() +
                   chain("s t e"));
    EXPECT_EQ(h.state(), "COMPLETED");
  });
}

}  // namespace

TEST(Wide, CompletingOneOfManyCostsWhatOneOfFewCosts) {
  EXPECT_LT(one_completion(4000), 6 * one_completion(40));
}

TEST(Wide, LoopsCostInProportionToTheirInstances) {
  for (const char* attributes : {"", "isSequential='true'"}) {
    whole_loop(attributes, 100);
    EXPECT_LT(whole_loop(attributes, 2000), 10 * 3 * whole_loop(attributes, 200)) << attributes;
  }
}

TEST(Wide, ForksAndJoinsCostInProportionToTheirFlows) {
  const auto fork = [](int width) {
    std::string content = start() + "<parallelGateway id='f'/><parallelGateway id='j'/>" + end() + chain("s f") + chain("j e");
    for (int i = 0; i < width; ++i) {
      const std::string id = "t" + std::to_string(i);
      content += "<task id='" + id + "'/>" + chain("f " + id + " j");
    }
    Harness h;
    h.deploy(process_xml("p", content));
    return cost([&] {
      h.start("p");
      EXPECT_EQ(h.state(), "COMPLETED");
    });
  };
  EXPECT_LT(fork(1000), 10 * 4 * fork(100));
}

TEST(Deep, NestedScopesOpenAndCloseInBoundedStack) {
  std::string inside = user("u");
  for (int i = 0; i < 300; ++i) {
    const std::string n = std::to_string(i);
    inside = sub("x" + n, start("s" + n) + inside + flow("s" + n, i == 0 ? "u" : "x" + std::to_string(i - 1)));
  }
  run_both_ways([&](Harness& h) {
    h.run("p", start() + inside + boundary("b", "x299", timer("PT1H")) + chain("s x299"));
    EXPECT_EQ(h.tasks(), std::vector<std::string>{"u"});
    h.complete("u");
    EXPECT_EQ(h.state(), "COMPLETED");
    h.start("p");
    h.advance(3'600'000);
    EXPECT_EQ(h.state(), "COMPLETED");
  });
}

}  // namespace baton
