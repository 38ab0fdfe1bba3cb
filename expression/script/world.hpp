// A global object prepared for one script, what the script is given and what it did. Child only; one thread,
// one World at a time: the callbacks from JavaScript find it in a static pointer.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "expression/script/jsc_api.hpp"
#include "expression/script/values.hpp"
#include "expression/script/wire.hpp"

namespace baton::script {

struct SourceAnalysis;

class World {
 public:
  // Runs the prelude (its text is made once, by prelude_text). Throws std::runtime_error when that fails,
  // which is a bug of ours.
  World(const JscApi& api, JSContextGroupRef group, JSStringRef prelude, std::int64_t memory_bytes);
  static JSStringRef prelude_text(const JscApi& api);
  ~World();
  World(const World&) = delete;

  // Runs an evaluate request (after its kind byte) and returns the answer frame. Once.
  std::string run(std::string_view request);

  // Compiles `source` and returns an answer frame that holds an error or nothing.
  std::string check(std::string_view source);

  // Evaluates without anything around it; for warming up.
  void touch(std::string_view source);

  // --- what the prelude's `native` object calls; see natives.cpp -------------------------------
  struct Variable {
    std::string_view name;
    bool local = false;
    WireValue value;
  };
  const JscApi& api() const { return api_; }
  JSContextRef context() const { return context_; }
  int find_variable(std::string_view name) const;  // -1: none
  const std::vector<Variable>& variables() const { return variables_; }
  const Variable& variable(int index) const { return variables_[static_cast<std::size_t>(index)]; }
  void push(std::string encoded) { stack_.push_back(std::move(encoded)); }
  std::string pop();
  void record_write(std::string_view name, bool local, bool removed);
  void record_call(std::string_view object, std::string_view method, std::size_t arguments);
  void record_read(std::string_view name) { reads_.emplace(name); }
  std::int64_t memory_bytes() const { return memory_bytes_; }

  // --- conversions --------------------------------------------------------------------------
  JSValueRef string_value(std::string_view text) const;
  std::string text_of(JSValueRef value) const;
  Values values(std::initializer_list<JSValueRef> values = {}) const { return {api_, context_, values}; }
  JSValueRef array_of(const Values& values) const;
  // The payload of a value as the prelude's open() takes it.
  JSValueRef payload_of(const WireValue& value) const;

  static World* current();

 private:
  void read_request(WireReader& in);
  void read_objects(WireReader& in);
  JSValueRef call(const char* function, const Values& arguments, JSValueRef* exception);
  Values begin_arguments(const SourceAnalysis& analysis);
  JSValueRef hint_value(const std::optional<std::vector<double>>& hint) const;
  JSValueRef evaluate(std::string_view source, JSValueRef* exception);
  std::string failure(JSValueRef exception);
  std::string success();

  const JscApi& api_;
  const std::int64_t memory_bytes_;
  JSGlobalContextRef context_;
  JSObjectRef prelude_ = nullptr;
  std::vector<Variable> variables_;
  std::map<std::string_view, int> index_;
  Values objects_;
  std::vector<std::string> stack_;
  WireWriter writes_, calls_;
  std::uint32_t write_count_ = 0, call_count_ = 0;
  std::set<std::string> reads_;
};

}  // namespace baton::script
