// JavaScript values that wait in memory of ours. JavaScriptCore's collector looks at stacks and registers, not at
// our heap: what only a vector holds would be collected, and its address used again. Each value is protected while
// it is in here. Child only, one thread; the context must outlive it.
#pragma once

#include <initializer_list>
#include <utility>
#include <vector>

#include "expression/script/jsc_api.hpp"

namespace baton::script {

class Values {
 public:
  Values(const JscApi& api, JSContextRef context, std::initializer_list<JSValueRef> values = {})
      : api_(&api), context_(context) {
    for (const JSValueRef value : values) push_back(value);
  }
  Values(Values&& other) noexcept
      : api_(other.api_), context_(other.context_), values_(std::exchange(other.values_, {})) {}
  Values& operator=(Values&&) = delete;
  ~Values() { clear(); }

  void push_back(JSValueRef value) {
    api_->JSValueProtect(context_, value);
    values_.push_back(value);
  }
  void clear() {
    for (const JSValueRef value : values_) api_->JSValueUnprotect(context_, value);
    values_.clear();
  }
  std::size_t size() const { return values_.size(); }
  const JSValueRef* data() const { return values_.data(); }

 private:
  const JscApi* api_;
  JSContextRef context_;
  std::vector<JSValueRef> values_;
};

}  // namespace baton::script
