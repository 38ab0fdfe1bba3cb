#include "conformance/subject/memory_subject.hpp"

#include <chrono>
#include <optional>
#include <thread>

#include "api/http/router.hpp"
#include "api/routes.hpp"
#include "bpmn/bpmn.hpp"
#include "runtime/engine/moving_clock.hpp"
#include "runtime/store/memory_store.hpp"
#include "runtime/store/query.hpp"

namespace baton::conformance {

namespace {

constexpr TimestampMs kStart = 1'767'225'600'000;  // 2026-01-01T00:00:00Z
constexpr std::int64_t kStepBudget = 20'000;  // no case needs more; a loop that never waits ends soon
constexpr std::int64_t kSettleLimitMs = 6'000, kPollMs = 20;

std::string decode(const std::string& text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size()) {
      decoded += static_cast<char>(std::stoi(text.substr(i + 1, 2), nullptr, 16));
      i += 2;
    } else {
      decoded += text[i];
    }
  }
  return decoded;
}

std::map<std::string, std::string> query_of(const std::string& text) {
  std::map<std::string, std::string> query;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('&', begin), text.size());
    const std::string pair = text.substr(begin, end - begin);
    const std::size_t equals = std::min(pair.find('='), pair.size());
    query.emplace(decode(pair.substr(0, equals)), equals < pair.size() ? decode(pair.substr(equals + 1)) : "");
    begin = end + 1;
  }
  return query;
}

// The routes do not change: made once for all subjects.
const api::Router& router() {
  static const std::unique_ptr<api::Router> shared = [] {
    auto made = std::make_unique<api::Router>();
    api::add_all_routes(*made);
    return made;
  }();
  return *shared;
}

class MemorySubject : public Subject {
 public:
  explicit MemorySubject(const MemoryOptions& options)
      : options_(options), manual_(kStart), system_(system_clock()), ids_(system_ids()) {
    restart();
  }

  Answer send(const std::string& method, const std::string& path, const std::string& content_type,
              const std::string& body) override {
    api::Request request;
    request.method = method;
    const std::size_t mark = std::min(path.find('?'), path.size());
    request.path = path.substr(0, mark);
    if (mark < path.size()) request.query = query_of(path.substr(mark + 1));
    if (!content_type.empty()) request.headers["content-type"] = content_type;
    request.body = body;
    request.base_url = "http://localhost/engine-rest";
    api::Context context{*engine_, ids_.get()};
    const api::Response response = router().handle(std::move(request), context);
    if (options_.restarts && method != "GET") restart();
    Answer answer{response.status, Tree::parse(response.body, nullptr, false)};
    if (answer.body.is_discarded()) answer.body = nullptr;
    return answer;
  }

  void pass(std::int64_t milliseconds) override {
    if (options_.real_clock) {
      std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
    } else {
      move_clock(*engine_, manual_, manual_.now() + milliseconds);
    }
    if (options_.restarts) restart();
  }

  bool clock_stands() const override { return !options_.real_clock; }

  void settle(const std::vector<std::string>&) override {
    if (options_.real_clock) {
      for (std::int64_t waited = 0; waited < kSettleLimitMs && jobs_are_due(); waited += kPollMs) pass(kPollMs);
    } else {
      engine_->run_due_jobs();
    }
    if (options_.restarts) restart();
  }

  bool restart() override {
    engine_.reset();
    EngineOptions options;
    options.job_threads = options_.real_clock ? 4 : 0;
    options.step_budget = kStepBudget;
    Clock& clock = options_.real_clock ? static_cast<Clock&>(*system_) : manual_;
    engine_ = std::make_unique<Engine>(store_, clock, *ids_, options);
    return true;
  }

  std::vector<std::string> lint(const std::string& model) override {
    bpmn::LoadOptions strict;
    strict.strict = true;
    std::vector<std::string> rules;
    for (const bpmn::Finding& finding : bpmn::load(model, strict).findings) {
      if (finding.severity != bpmn::Severity::info) rules.push_back(finding.rule);
    }
    return rules;
  }

 private:
  bool jobs_are_due() {
    return store_.count(Query{TableId::job, where::all({where::compare(col::job::due, Compare::le, system_->now()),
                                                        where::compare(col::job::retries, Compare::gt, std::int64_t{0})})}) > 0;
  }

  MemoryOptions options_;
  MemoryStore store_;
  ManualClock manual_;
  std::unique_ptr<Clock> system_;
  std::unique_ptr<IdSource> ids_;
  std::unique_ptr<Engine> engine_;
};

}  // namespace

std::unique_ptr<Subject> memory_subject(const MemoryOptions& options) {
  return std::make_unique<MemorySubject>(options);
}

}  // namespace baton::conformance
