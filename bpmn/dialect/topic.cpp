#include "bpmn/dialect/topic.hpp"

#include <array>

namespace baton::bpmn {

namespace {

constexpr std::array<std::string_view, 6> kRoles = {"-java-delegate", "-delegate", "-service-task", "-handler",
                                                    "-adapter",       "-impl"};
// What a delegate's method is called anyway.
constexpr std::array<std::string_view, 5> kMethods = {".execute", ".run", ".call", ".handle", ".perform"};

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_word(char c) { return (c >= 'a' && c <= 'z') || is_upper(c) || (c >= '0' && c <= '9'); }

// Of a class its own name, of an expression what stands before its arguments.
std::string_view core(std::string_view code) {
  const std::size_t open = code.find('{');
  if (open == std::string_view::npos) {
    const std::size_t dot = code.rfind('.');
    return dot == std::string_view::npos ? code : code.substr(dot + 1);
  }
  code.remove_prefix(open + 1);
  code = code.substr(0, code.find_first_of("(}"));
  for (const std::string_view method : kMethods) {
    if (code.ends_with(method)) code.remove_suffix(method.size());
  }
  return code;
}

}  // namespace

std::string suggested_topic(std::string_view code) {
  code = core(code);
  std::string topic;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char c = code[i];
    const bool begins = is_upper(c) && i > 0 && (!is_upper(code[i - 1]) || (i + 1 < code.size() && code[i + 1] >= 'a'));
    if ((begins || !is_word(c)) && !topic.empty() && topic.back() != '-') topic += '-';
    if (is_word(c)) topic += is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
  }
  while (topic.ends_with('-')) topic.pop_back();
  for (const std::string_view role : kRoles) {
    if (topic.ends_with(role)) topic.resize(topic.size() - role.size());
  }
  return topic;
}

}  // namespace baton::bpmn
