// Evaluate: kind, source, variables {name, local, value}, objects {name, properties {name, value}}.
// Check:    kind, source.
// Answer:   ok u8; if 1: value, writes, calls, reads; if 0: error, has code u8, code, message.
#include "expression/script/messages.hpp"

namespace baton::script {

std::string encode_evaluate(const ScriptRequest& request) {
  WireWriter out;
  out.u8(static_cast<std::uint8_t>(RequestKind::evaluate));
  out.text(request.source);
  out.u32(static_cast<std::uint32_t>(request.variables.size()));
  for (const auto& [name, value] : request.variables) {
    out.text(name);
    out.u8(request.local_names.contains(name) ? 1 : 0);
    out.value(value);
  }
  out.u32(static_cast<std::uint32_t>(request.objects.size()));
  for (const auto& [object, properties] : request.objects) {
    out.text(object);
    out.u32(static_cast<std::uint32_t>(properties.size()));
    for (const auto& [name, value] : properties) {
      out.text(name);
      out.value(value);
    }
  }
  return out.take();
}

std::string encode_check(std::string_view source) {
  WireWriter out;
  out.u8(static_cast<std::uint8_t>(RequestKind::check));
  out.text(source);
  return out.take();
}

std::string encode_error(std::string_view error) {
  WireWriter out;
  out.u8(0);
  out.text(error);
  out.u8(0);
  return out.take();
}

namespace {

void decode_failure(WireReader& in, ScriptResult& result) {
  result.error = in.text();
  if (result.error.empty()) result.error = "Script failed without saying why";
  if (in.u8() == 0) return;
  result.bpmn_error_code = std::string(in.text());
  result.bpmn_error_message = in.text();
}

void decode_writes(WireReader& in, ScriptResult& result) {
  for (std::uint32_t count = in.u32(); count > 0; --count) {
    ScriptWrite write;
    write.name = in.text();
    write.local = in.u8() != 0;
    if (in.u8() != 0) write.value = decode_value(in.value());
    result.writes.push_back(std::move(write));
  }
}

void decode_calls(WireReader& in, ScriptResult& result) {
  for (std::uint32_t count = in.u32(); count > 0; --count) {
    ScriptCall call;
    call.object = in.text();
    call.method = in.text();
    for (std::uint32_t arguments = in.u32(); arguments > 0; --arguments)
      call.arguments.push_back(decode_value(in.value()));
    result.calls.push_back(std::move(call));
  }
}

}  // namespace

ScriptResult decode_result(std::string_view bytes) {
  WireReader in(bytes);
  ScriptResult result;
  if (in.u8() == 0) {
    decode_failure(in, result);
    return result;
  }
  result.value = decode_value(in.value());
  decode_writes(in, result);
  decode_calls(in, result);
  for (std::uint32_t count = in.u32(); count > 0; --count) result.reads.emplace(in.text());
  return result;
}

}  // namespace baton::script
