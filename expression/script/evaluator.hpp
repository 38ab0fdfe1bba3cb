// Evaluates scripts on JavaScriptCore, within a script child. One thread.
//
// Every script gets a fresh global object, so that nothing leaks from one to the next; it is made ahead, after
// the answer to the script before. Variables become JavaScript values when the script looks at them.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "expression/script/jsc_api.hpp"

namespace baton::script {

class World;

class Evaluator {
 public:
  // `memory_bytes` is named in messages only. `api` must outlive the evaluator.
  Evaluator(const JscApi& api, std::int64_t memory_bytes);
  ~Evaluator();

  // Touches what is loaded or opened lazily (time zone, locale data), before the process is confined.
  void warm_up();

  // A request frame to an answer frame (messages.hpp). Never throws for what a script does.
  std::string answer(std::string_view request);

  // Makes the global object for the next script; cheap when it is there.
  void prepare();

 private:
  const JscApi& api_;
  const std::int64_t memory_bytes_;
  JSContextGroupRef group_;
  JSStringRef prelude_;
  std::unique_ptr<World> world_;
};

}  // namespace baton::script
