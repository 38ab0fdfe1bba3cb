// Scripts and timers on the real clock.
#include <gtest/gtest.h>

#include "runtime/testing/harness.hpp"
#include "runtime/testing/xml.hpp"

namespace baton {

using testing::boundary;
using testing::chain;
using testing::start;
using testing::sub;
using testing::timer;

namespace {

std::string script(const std::string& id, const std::string& text) {
  return "<scriptTask id='" + id + "' scriptFormat='javascript'><script>" + text + "</script></scriptTask>";
}

std::string busy(const std::string& id, int milliseconds, const std::string& then) {
  return script(id, "var end = Date.now() + " + std::to_string(milliseconds) + "; while (Date.now() &lt; end) {} " + then);
}

class ScriptTimers : public ::testing::Test {
 protected:
  ScriptTimers() {
    EngineOptions options;
    options.job_threads = 0;
    engine_ = std::make_unique<Engine>(store_, *clock_, *ids_, options);
  }
  void run(const std::string& content) {
    DeploymentRequest request;
    request.files.push_back({"p.bpmn", testing::process_xml("p", content)});
    engine_->deploy(std::move(request));
    StartRequest begin;
    begin.definition.key = "p";
    engine_->start(std::move(begin));
  }
  std::string trail() {
    std::string text;
    for (const auto& row : store_.all<HistoricActivity>(
             {TableId::historic_activity, nullptr, {{col::historic_activity::sequence}}, 0, -1})) {
      text += row.activity_id + (row.canceled ? " cancelled " : " ");
    }
    return text;
  }

  MemoryStore store_;
  std::unique_ptr<Clock> clock_ = system_clock();
  std::unique_ptr<IdSource> ids_ = system_ids();
  std::unique_ptr<Engine> engine_;
};

}  // namespace

// The script would run for a minute; the timer of its sub-process ends it.
TEST_F(ScriptTimers, ATimerInterruptsARunningScript) {
  run(start() + sub("box", start("bs") + busy("long", 60'000, "") + script("never", "1;") + chain("bs long never")) +
      boundary("t", "box", timer("PT0.2S")) + script("after", "1;") + chain("s box") + chain("t after"));
  EXPECT_EQ(trail(), "s box cancelled bs long cancelled t after ");
}

TEST_F(ScriptTimers, ATimerBesideARunningScriptFiresInTime) {
  run(start() + busy("long", 600, "execution.setVariable('seen', execution.getVariable('said'))") +
      "<boundaryEvent id='t' attachedToRef='long' cancelActivity='false'>" + timer("PT0.1S") + "</boundaryEvent>" +
      script("beside", "execution.setVariable('said', 1)") + chain("s long") + chain("t beside"));
  EXPECT_EQ(trail(), "s long t beside ");
}

}  // namespace baton
