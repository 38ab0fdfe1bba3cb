#include "expression/script/world.hpp"

#include <fmt/format.h>

#include <cstring>
#include <stdexcept>

#include "expression/script/messages.hpp"
#include "expression/script/natives.hpp"
#include "expression/script/prelude.hpp"
#include "expression/script/source_analysis.hpp"
#include "expression/utf16.hpp"

namespace baton::script {

namespace {

World* current_world = nullptr;

// A JSStringRef that releases itself.
class Text {
 public:
  Text(const JscApi& api, std::string_view utf8) : api_(api) {
    const std::u16string wide = utf8_to_utf16(utf8);
    text_ = api.JSStringCreateWithCharacters(reinterpret_cast<const JSChar*>(wide.data()), wide.size());
  }
  Text(const JscApi& api, JSStringRef text) : api_(api), text_(text) {}
  ~Text() {
    if (text_ != nullptr) api_.JSStringRelease(text_);
  }
  Text(const Text&) = delete;
  operator JSStringRef() const { return text_; }

 private:
  const JscApi& api_;
  JSStringRef text_ = nullptr;
};

}  // namespace

World* World::current() { return current_world; }

JSStringRef World::prelude_text(const JscApi& api) {
  const std::u16string wide = utf8_to_utf16(kPrelude);
  return api.JSStringCreateWithCharacters(reinterpret_cast<const JSChar*>(wide.data()), wide.size());
}

World::World(const JscApi& api, JSContextGroupRef group, JSStringRef prelude, std::int64_t memory_bytes)
    : api_(api), memory_bytes_(memory_bytes), context_(api.JSGlobalContextCreateInGroup(group, nullptr)),
      objects_(api, context_) {
  current_world = this;
  JSValueRef exception = nullptr;
  const Text name(api_, "prelude");
  const JSValueRef function = api_.JSEvaluateScript(context_, prelude, nullptr, name, 1, &exception);
  if (function != nullptr) {
    const JSValueRef native = make_native_object(*this);
    const JSObjectRef callee = api_.JSValueToObject(context_, function, &exception);
    const JSValueRef made = api_.JSObjectCallAsFunction(context_, callee, nullptr, 1, &native, &exception);
    if (made != nullptr) prelude_ = api_.JSValueToObject(context_, made, &exception);
  }
  if (prelude_ == nullptr) throw std::runtime_error("the prelude failed: " + text_of(exception));
  api_.JSValueProtect(context_, prelude_);
}

World::~World() {
  objects_.clear();  // while there is a context
  if (prelude_ != nullptr) api_.JSValueUnprotect(context_, prelude_);
  api_.JSGlobalContextRelease(context_);
  current_world = nullptr;
}

// --- Conversions ----------------------------------------------------------------------------------

JSValueRef World::string_value(std::string_view text) const {
  return api_.JSValueMakeString(context_, Text(api_, text));
}

std::string World::text_of(JSValueRef value) const {
  const Text text(api_, api_.JSValueToStringCopy(context_, value, nullptr));
  if (text == nullptr) return {};
  if (api_.JSStringGetLength(text) > kMaxAnswerBytes)
    throw std::length_error(fmt::format("Script result exceeds {} MB", kMaxAnswerBytes >> 20));
  return utf16_to_utf8({reinterpret_cast<const char16_t*>(api_.JSStringGetCharactersPtr(text)),
                       api_.JSStringGetLength(text)});
}

JSValueRef World::array_of(const Values& values) const {
  return api_.JSObjectMakeArray(context_, values.size(), values.data(), nullptr);
}

namespace {

JSValueRef bytes_value(const World& world, std::string_view bytes) {
  const JscApi& api = world.api();
  const JSObjectRef array =
      api.JSObjectMakeTypedArray(world.context(), kJSTypedArrayTypeInt8Array, bytes.size(), nullptr);
  if (array == nullptr) return api.JSValueMakeNull(world.context());
  if (!bytes.empty())
    std::memcpy(api.JSObjectGetTypedArrayBytesPtr(world.context(), array, nullptr), bytes.data(), bytes.size());
  return array;
}

// Text fields, then the rest of the payload as a last one.
JSValueRef texts_value(const World& world, WireReader& in, int fields, bool rest_first) {
  std::vector<std::string> texts;
  for (int i = 0; i < fields; ++i) texts.emplace_back(in.text());
  if (rest_first) texts.insert(texts.begin(), std::string(in.rest()));
  Values values = world.values();
  for (const std::string& text : texts) values.push_back(world.string_value(text));
  return world.array_of(values);
}

}  // namespace

JSValueRef World::payload_of(const WireValue& value) const {
  WireReader in(value.payload);
  switch (static_cast<ValueType>(value.type)) {
    case ValueType::null: break;
    case ValueType::boolean: return api_.JSValueMakeBoolean(context_, in.u8() != 0);
    case ValueType::short_integer:
    case ValueType::integer:
    case ValueType::long_integer:
    case ValueType::date: return api_.JSValueMakeNumber(context_, static_cast<double>(in.i64()));
    case ValueType::double_number: return api_.JSValueMakeNumber(context_, in.f64());
    case ValueType::string:
    case ValueType::json:
    case ValueType::xml: return string_value(value.payload);
    case ValueType::bytes: return bytes_value(*this, value.payload);
    case ValueType::file: return texts_value(*this, in, 3, false);
    case ValueType::object: return texts_value(*this, in, 2, true);
  }
  return api_.JSValueMakeNull(context_);
}

// --- What the script does -------------------------------------------------------------------------

int World::find_variable(std::string_view name) const {
  const auto found = index_.find(name);
  return found == index_.end() ? -1 : found->second;
}

std::string World::pop() {
  if (stack_.empty()) throw std::logic_error("the prelude took a value that it had not pushed");
  std::string top = std::move(stack_.back());
  stack_.pop_back();
  return top;
}

void World::record_write(std::string_view name, bool local, bool removed) {
  writes_.text(name);
  writes_.u8(local ? 1 : 0);
  writes_.u8(removed ? 0 : 1);
  if (!removed) writes_.raw(pop());
  ++write_count_;
}

void World::record_call(std::string_view object, std::string_view method, std::size_t arguments) {
  if (arguments > stack_.size()) throw std::logic_error("the prelude pushed too few arguments");
  calls_.text(object);
  calls_.text(method);
  calls_.u32(static_cast<std::uint32_t>(arguments));
  for (auto it = stack_.end() - static_cast<std::ptrdiff_t>(arguments); it != stack_.end(); ++it) calls_.raw(*it);
  stack_.resize(stack_.size() - arguments);
  ++call_count_;
}

// --- Running --------------------------------------------------------------------------------------

JSValueRef World::evaluate(std::string_view source, JSValueRef* exception) {
  const Text name(api_, "script");
  return api_.JSEvaluateScript(context_, Text(api_, source), nullptr, name, 1, exception);
}

void World::touch(std::string_view source) {
  JSValueRef exception = nullptr;
  evaluate(source, &exception);
}

JSValueRef World::call(const char* function, const Values& arguments, JSValueRef* exception) {
  const JSValueRef member = api_.JSObjectGetProperty(context_, prelude_, Text(api_, function), nullptr);
  const JSObjectRef callee = api_.JSValueToObject(context_, member, nullptr);
  return api_.JSObjectCallAsFunction(context_, callee, nullptr, arguments.size(), arguments.data(), exception);
}

void World::read_objects(WireReader& in) {
  for (std::uint32_t count = in.u32(); count > 0; --count) {
    const JSValueRef name = string_value(in.text());
    Values properties = values();
    for (std::uint32_t left = in.u32(); left > 0; --left) {
      const JSValueRef property = string_value(in.text());
      const WireValue value = in.value();
      properties.push_back(array_of(values({property, api_.JSValueMakeNumber(context_, value.type), payload_of(value)})));
    }
    objects_.push_back(array_of(values({name, array_of(properties)})));
  }
}

void World::read_request(WireReader& in) {
  const std::uint32_t count = in.u32();
  for (std::uint32_t i = 0; i < count; ++i) {
    Variable variable;
    variable.name = in.text();
    variable.local = in.u8() != 0;
    variable.value = in.value();
    index_.emplace(variable.name, static_cast<int>(i));
    variables_.push_back(variable);
  }
  read_objects(in);
}

// Objects, variables to show as globals, names that hide them, names that belong to nobody yet.
Values World::begin_arguments(const SourceAnalysis& analysis) {
  Values shown = values(), hiding = values(), foreign = values();
  for (const Variable& variable : variables_)
    if (analysis.any_name || analysis.names.contains(variable.name)) shown.push_back(string_value(variable.name));
  for (const std::string& name : analysis.top_level) hiding.push_back(string_value(name));
  for (const std::string& name : analysis.foreign)
    if (find_variable(name) < 0) foreign.push_back(string_value(name));
  return values({array_of(objects_), array_of(shown), array_of(hiding), array_of(foreign)});
}

JSValueRef World::hint_value(const std::optional<std::vector<double>>& hint) const {
  if (!hint) return api_.JSValueMakeUndefined(context_);
  Values numbers = values();
  for (const double number : *hint) numbers.push_back(api_.JSValueMakeNumber(context_, number));
  return array_of(numbers);
}

std::string World::run(std::string_view request) {
  WireReader in(request);
  const SourceAnalysis analysis = analyze_source(in.text());
  read_request(in);
  JSValueRef exception = nullptr;
  call("begin", begin_arguments(analysis), &exception);
  if (exception != nullptr) return failure(exception);
  const JSValueRef value = evaluate(analysis.source, &exception);
  if (exception != nullptr) return failure(exception);
  call("finish", values({value, hint_value(analysis.result_hint)}), &exception);
  return exception != nullptr ? failure(exception) : success();
}

std::string World::check(std::string_view source) {
  JSValueRef exception = nullptr;
  const Text name(api_, "script");
  api_.JSCheckScriptSyntax(context_, Text(api_, analyze_source(source).source), name, 1, &exception);
  if (exception != nullptr) return failure(exception);
  stack_.push_back(std::string(5, '\0'));  // Null
  return success();
}

std::string World::success() {
  WireWriter out;
  out.u8(1);
  out.raw(pop());
  out.u32(write_count_);
  out.raw(writes_.bytes());
  out.u32(call_count_);
  out.raw(calls_.bytes());
  out.u32(static_cast<std::uint32_t>(reads_.size()));
  for (const std::string& name : reads_) out.text(name);
  return out.take();
}

std::string World::failure(JSValueRef exception) {
  JSValueRef again = nullptr;
  const JSValueRef described = call("fail", values({exception}), &again);
  WireWriter out;
  out.u8(0);
  if (again != nullptr || described == nullptr) {
    out.text("Script failed, and so did describing how");
    out.u8(0);
    return out.take();
  }
  const JSObjectRef texts = api_.JSValueToObject(context_, described, nullptr);
  const auto text_at = [&](unsigned i) { return text_of(api_.JSObjectGetPropertyAtIndex(context_, texts, i, nullptr)); };
  const JSValueRef code = api_.JSObjectGetPropertyAtIndex(context_, texts, 1, nullptr);
  const bool bpmn = !api_.JSValueIsUndefined(context_, code);
  out.text(text_at(0));
  out.u8(bpmn ? 1 : 0);
  if (bpmn) {
    out.text(text_at(1));
    out.text(text_at(2));
  }
  return out.take();
}

}  // namespace baton::script
