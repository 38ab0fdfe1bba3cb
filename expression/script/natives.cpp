#include "expression/script/natives.hpp"

#include <cstring>
#include <span>
#include <stdexcept>

#include "expression/script/world.hpp"

namespace baton::script {

namespace {

using Arguments = std::span<const JSValueRef>;

double number_of(World& world, JSValueRef value) {
  return world.api().JSValueToNumber(world.context(), value, nullptr);
}

bool truth_of(World& world, JSValueRef value) { return world.api().JSValueToBoolean(world.context(), value); }

JSValueRef nothing(World& world) { return world.api().JSValueMakeUndefined(world.context()); }

// --- Reading ----------------------------------------------------------------------------------

JSValueRef variable(World& world, Arguments arguments) {
  const int index = world.find_variable(world.text_of(arguments[0]));
  if (index < 0) return nothing(world);
  const WireValue& value = world.variable(index).value;
  const auto& api = world.api();
  return world.array_of(world.values({api.JSValueMakeNumber(world.context(), value.type), world.payload_of(value),
                                      api.JSValueMakeNumber(world.context(), index)}));
}

JSValueRef has(World& world, Arguments arguments) {
  return world.api().JSValueMakeBoolean(world.context(), world.find_variable(world.text_of(arguments[0])) >= 0);
}

JSValueRef names(World& world, Arguments) {
  Values names = world.values();
  for (const World::Variable& variable : world.variables()) names.push_back(world.string_value(variable.name));
  return world.array_of(names);
}

JSValueRef is_local(World& world, Arguments arguments) {
  const int index = world.find_variable(world.text_of(arguments[0]));
  return world.api().JSValueMakeBoolean(world.context(), index >= 0 && world.variable(index).local);
}

JSValueRef read(World& world, Arguments arguments) {
  world.record_read(world.text_of(arguments[0]));
  return nothing(world);
}

// --- Values back ------------------------------------------------------------------------------

std::string encode_whole(World& world, Arguments arguments) {
  WireWriter out;
  out.i64(static_cast<std::int64_t>(number_of(world, arguments[1])));
  return out.take();
}

std::string encode_real(World& world, Arguments arguments) {
  WireWriter out;
  out.f64(number_of(world, arguments[1]));
  return out.take();
}

std::string encode_truth(World& world, Arguments arguments) {
  return std::string(1, truth_of(world, arguments[1]) ? '\1' : '\0');
}

std::string encode_text(World& world, Arguments arguments) { return world.text_of(arguments[1]); }

std::string encode_tree(World& world, Arguments arguments) {
  std::string text = encode_text(world, arguments);
  if (is_too_deep(text)) throw std::length_error("A variable cannot nest deeper than " + std::to_string(kMaxTreeDepth) + " levels");
  return text;
}

std::string encode_nothing(World&, Arguments) { return {}; }

std::string encode_bytes(World& world, Arguments arguments) {
  const auto& api = world.api();
  const JSObjectRef array = api.JSValueToObject(world.context(), arguments[1], nullptr);
  const JSObjectRef buffer = api.JSObjectGetTypedArrayBuffer(world.context(), array, nullptr);
  if (buffer == nullptr) return {};
  const auto* bytes = static_cast<const char*>(api.JSObjectGetArrayBufferBytesPtr(world.context(), buffer, nullptr));
  return {bytes + api.JSObjectGetTypedArrayByteOffset(world.context(), array, nullptr),
          api.JSObjectGetTypedArrayByteLength(world.context(), array, nullptr)};
}

std::string encode_object(World& world, Arguments arguments) {
  WireWriter out;
  out.text(arguments.size() > 2 ? world.text_of(arguments[2]) : "");
  out.text("application/json");
  out.raw(world.text_of(arguments[1]));
  return out.take();
}

using Encoder = std::string (*)(World&, Arguments);

Encoder encoder_of(int type) {
  if (type == kWireTree) return encode_tree;
  switch (static_cast<ValueType>(type)) {
    case ValueType::null: return encode_nothing;
    case ValueType::boolean: return encode_truth;
    case ValueType::short_integer:
    case ValueType::integer:
    case ValueType::long_integer:
    case ValueType::date: return encode_whole;
    case ValueType::double_number: return encode_real;
    case ValueType::string:
    case ValueType::json:
    case ValueType::xml: return encode_text;
    case ValueType::bytes: return encode_bytes;
    case ValueType::object: return encode_object;
    case ValueType::file: break;  // only ever passed on
  }
  throw std::logic_error("the prelude pushed a value of unknown type");
}

JSValueRef push(World& world, Arguments arguments) {
  const int type = static_cast<int>(number_of(world, arguments[0]));
  WireWriter out;
  out.tagged(static_cast<std::uint8_t>(type), encoder_of(type)(world, arguments));
  world.push(out.take());
  return nothing(world);
}

JSValueRef pass(World& world, Arguments arguments) {
  const int index = static_cast<int>(number_of(world, arguments[0]));
  world.push(std::string(world.variable(index).value.whole));
  return nothing(world);
}

// --- What the script did ----------------------------------------------------------------------

JSValueRef write(World& world, Arguments arguments) {
  world.record_write(world.text_of(arguments[0]), truth_of(world, arguments[1]), false);
  return nothing(world);
}

JSValueRef remove(World& world, Arguments arguments) {
  world.record_write(world.text_of(arguments[0]), truth_of(world, arguments[1]), true);
  return nothing(world);
}

JSValueRef call(World& world, Arguments arguments) {
  world.record_call(world.text_of(arguments[0]), world.text_of(arguments[1]),
                    static_cast<std::size_t>(number_of(world, arguments[2])));
  return nothing(world);
}

// --- The table --------------------------------------------------------------------------------

using Native = JSValueRef (*)(World&, Arguments);

// A C++ exception must not pass through JavaScriptCore's frames: it becomes one of JavaScript.
template <Native function, std::size_t least>
JSValueRef callback(JSContextRef, JSObjectRef, JSObjectRef, std::size_t count, const JSValueRef values[],
                    JSValueRef* exception) {
  World& world = *World::current();
  try {
    if (count < least) throw std::logic_error("too few arguments for a native function");
    return function(world, Arguments(values, count));
  } catch (const std::exception& error) {
    *exception = world.string_value(error.what());
    return nothing(world);
  }
}

struct Entry {
  const char* name;
  JSObjectCallAsFunctionCallback function;
};

constexpr Entry kNatives[] = {
    {"variable", callback<variable, 1>}, {"has", callback<has, 1>},       {"read", callback<read, 1>},
    {"push", callback<push, 1>},         {"pass", callback<pass, 1>},     {"write", callback<write, 2>},
    {"remove", callback<remove, 2>},     {"call", callback<call, 3>},      {"names", callback<names, 0>},
    {"isLocal", callback<is_local, 1>},
};

}  // namespace

JSObjectRef make_native_object(World& world) {
  const JscApi& api = world.api();
  const JSObjectRef object = api.JSObjectMake(world.context(), nullptr, nullptr);
  for (const Entry& entry : kNatives) {
    const std::u16string name(entry.name, entry.name + std::strlen(entry.name));
    const JSStringRef key = api.JSStringCreateWithCharacters(reinterpret_cast<const JSChar*>(name.data()), name.size());
    api.JSObjectSetProperty(world.context(), object, key,
                            api.JSObjectMakeFunctionWithCallback(world.context(), nullptr, entry.function),
                            kJSPropertyAttributeNone, nullptr);
    api.JSStringRelease(key);
  }
  const std::u16string megabytes = u"megabytes";
  const JSStringRef key =
      api.JSStringCreateWithCharacters(reinterpret_cast<const JSChar*>(megabytes.data()), megabytes.size());
  api.JSObjectSetProperty(world.context(), object, key,
                          api.JSValueMakeNumber(world.context(), static_cast<double>(world.memory_bytes() >> 20)),
                          kJSPropertyAttributeNone, nullptr);
  api.JSStringRelease(key);
  return object;
}

}  // namespace baton::script
