// The engine under test, as a client of its Camunda 7 REST API sees it: this one in memory, or any server by URL.
//
// All that suites do goes through here, so that a case asks the same of every engine.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace baton::conformance {

using Tree = nlohmann::json;  // unlike baton::Json it compares objects whatever the order of their keys

struct Answer {
  int status = 0;
  Tree body;  // null when there is none, or when it is not JSON
  bool ok() const { return status >= 200 && status < 300; }
};

// The server cannot be talked to; no fault of a case.
struct SubjectGone : std::runtime_error {
  using std::runtime_error::runtime_error;
};

using Files = std::vector<std::pair<std::string, std::string>>;    // name, bytes
using Parameters = std::vector<std::pair<std::string, std::string>>;  // of a query, not encoded yet

class Subject {
 public:
  virtual ~Subject() = default;

  // `path` is below the REST root and encoded. Throws SubjectGone.
  virtual Answer send(const std::string& method, const std::string& path, const std::string& content_type,
                      const std::string& body) = 0;

  // Lets time pass. Where the clock can be moved that takes none; else it is waited for.
  virtual void pass(std::int64_t milliseconds) = 0;
  // Whether pass() moves a clock, so that nothing happens of its own accord in between.
  virtual bool clock_stands() const = 0;
  // Lets the jobs that are due run; where they run of their own accord, waits for those of these instances (a while).
  virtual void settle(const std::vector<std::string>& instances) = 0;
  // Throws the engine's memory away, as after a crash; false: cannot be done here.
  virtual bool restart() { return false; }

  // The rules that a strict lint finds broken, where the engine has one.
  virtual std::vector<std::string> lint(const std::string& /*model*/) { return {}; }

  Answer get(const std::string& path, const Parameters& query = {});
  Answer post(const std::string& path, const Tree& body);
  Answer remove(const std::string& path, const Parameters& query = {});  // DELETE
  Answer deploy(const std::string& name, const Files& files);
};

std::string percent_encode(const std::string& text);

// {"a": 1} -> {"a": {"value": 1}}, as the API takes variables.
Tree as_variables(const Tree& values);

// The member, or null: also when `object` is no object.
const Tree& member(const Tree& object, const std::string& name);
// The member when it is a string, else "".
std::string text_of(const Tree& object, const std::string& name);

}  // namespace baton::conformance
