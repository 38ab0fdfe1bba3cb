#include <charconv>

#include "bpmn/dialect/history_time_to_live.hpp"
#include "bpmn/dialect/readers.hpp"

namespace baton::bpmn {

namespace {

std::string_view trim(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

// "user(x)" and "group(y)" of the old potentialStarter element; a plain name is a group.
void add_starters(std::string_view text, ProcessAttributes& process) {
  for (const std::string& entry : split_list(text)) {
    if (entry.starts_with("user(") && entry.back() == ')') {
      process.candidate_starter_users.emplace_back(trim(std::string_view(entry).substr(5, entry.size() - 6)));
    } else if (entry.starts_with("group(") && entry.back() == ')') {
      process.candidate_starter_groups.emplace_back(trim(std::string_view(entry).substr(6, entry.size() - 7)));
    } else {
      process.candidate_starter_groups.push_back(entry);
    }
  }
}

}  // namespace

std::vector<std::string> split_list(std::string_view text) {
  std::vector<std::string> entries;
  std::string entry;
  bool is_inside = false;
  const auto finish = [&] {
    entries.emplace_back(trim(entry));
    entry.clear();
  };
  for (const char c : text) {
    if (c == '{' || c == '$') is_inside = true;
    if (c == '}') is_inside = false;
    if (c == ',' && !is_inside) {
      finish();
    } else {
      entry += c;
    }
  }
  if (!entry.empty()) finish();
  std::erase(entries, "");
  return entries;
}

std::string read_documentation(Element element) {
  std::string text;
  for (const Element& part : element.children(Tag::documentation)) {
    if (!text.empty()) text += "\n\n";
    text += part.trimmed_text();
  }
  return text;
}

bool parse_history_time_to_live(std::string_view text, std::optional<int>& days) {
  days.reset();
  if (text.empty()) return true;
  if (text.size() > 2 && text.front() == 'P' && text.back() == 'D') text = text.substr(1, text.size() - 2);
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < 0) return false;
  days = value;
  return true;
}

ProcessAttributes read_process_attributes(Element process, Compiler& compiler) {
  ProcessAttributes attributes;
  attributes.id = process.id();
  attributes.name = process.attribute("name");
  attributes.version_tag = process.vendor("versionTag").value_or("");
  attributes.target_namespace = process.model().root().attribute("targetNamespace");
  attributes.documentation = read_documentation(process);
  attributes.executable = process.flag("isExecutable");
  parse_history_time_to_live(process.vendor("historyTimeToLive").value_or(""), attributes.history_time_to_live_days);
  const std::string_view startable = process.vendor("isStartableInTasklist").value_or("true");
  attributes.startable_in_tasklist = startable == "true" || startable == "TRUE" || startable == "True";
  attributes.task_priority = compiler.text(process, process.vendor("taskPriority"));
  for (const Element& starter : process.extensions("potentialStarter")) {
    const Element expression = starter.child("resourceAssignmentExpression").child("formalExpression");
    if (expression) add_starters(expression.text(), attributes);
  }
  const auto add = [&](std::string_view attribute, std::vector<std::string>& list) {
    for (std::string& name : split_list(process.vendor(attribute).value_or(""))) list.push_back(std::move(name));
  };
  add("candidateStarterUsers", attributes.candidate_starter_users);
  add("candidateStarterGroups", attributes.candidate_starter_groups);
  return attributes;
}

}  // namespace baton::bpmn
