// The other side of script_pool.cpp: loads JavaScriptCore, warms up, locks itself in, then answers frame by frame.
#include <fmt/format.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <string>
#include <system_error>

#include "expression/script/child_limits.hpp"
#include "expression/script/evaluator.hpp"
#include "expression/script/messages.hpp"
#include "expression/script/script_pool.hpp"

namespace baton {

namespace {

constexpr int kSocket = 3;

bool read_all(char* to, std::size_t size) {
  while (size > 0) {
    const ssize_t n = ::read(kSocket, to, size);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    to += n;
    size -= static_cast<std::size_t>(n);
  }
  return true;
}

bool write_all(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::send(kSocket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

bool read_frame(std::string& frame) {
  std::uint32_t size = 0;
  if (!read_all(reinterpret_cast<char*>(&size), sizeof size)) return false;
  frame.resize(size);
  return read_all(frame.data(), size);
}

bool write_frame(std::string_view frame) {
  const auto size = static_cast<std::uint32_t>(frame.size());
  return write_all({reinterpret_cast<const char*>(&size), sizeof size}) && write_all(frame);
}

// Without JavaScriptCore every request is answered with why.
void refuse_all(const std::string& why) {
  std::string frame;
  const std::string answer = script::encode_error("JavaScript is not available: " + why);
  write_frame("");
  while (read_frame(frame))
    if (!write_frame(answer)) return;
}

void serve(const script::JscApi& api, std::int64_t memory_bytes) {
  script::Evaluator evaluator(api, memory_bytes);
  evaluator.warm_up();
  try {
    script::confine(memory_bytes);
  } catch (const std::system_error& refused) {
    return refuse_all(fmt::format("scripts cannot be confined here: {}", refused.what()));
  }
  write_frame("");
  std::string frame;
  while (read_frame(frame)) {
    if (!write_frame(evaluator.answer(frame))) break;
    evaluator.prepare();
  }
}

}  // namespace

std::optional<int> run_script_child(int argc, char** argv) {
  if (argc != 4 || std::strcmp(argv[1], kScriptChildArgument) != 0) return std::nullopt;
  try {
    script::leave_parent(std::atoi(argv[2]), kSocket);
    script::JscApi api;
    std::string error;
    if (script::load_jsc(api, error)) serve(api, std::atoll(argv[3]));
    else refuse_all(error);
  } catch (const std::exception& failure) {
    refuse_all(failure.what());
  }
  // Not the ordinary way out: destructors would wait for JavaScriptCore's threads.
  std::_Exit(0);
}

}  // namespace baton
