#include "conformance/suites/own/scenario.hpp"

#include <map>
#include <sstream>

namespace baton::conformance {

namespace {

constexpr const char* kDefinitions =
    R"(<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="definitions" targetNamespace="http://baton.example/conformance">
)";

std::string trimmed(const std::string& text) {
  const std::size_t begin = text.find_first_not_of(" \t\r");
  if (begin == std::string::npos) return "";
  return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::vector<std::string> list_of(const std::string& text) {
  std::vector<std::string> items;
  std::istringstream in(text);
  for (std::string item; std::getline(in, item, ',');) items.push_back(trimmed(item));
  return items;
}

// Splits at blanks that stand outside quotes and brackets, so that JSON stays whole.
std::vector<std::string> words_of(const std::string& line) {
  std::vector<std::string> words;
  std::string word;
  int depth = 0;
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') quoted = !quoted;
    if (!quoted && (c == '[' || c == '{')) ++depth;
    if (!quoted && (c == ']' || c == '}')) --depth;
    if (c == ' ' && !quoted && depth == 0) {
      if (!word.empty()) words.push_back(word);
      word.clear();
    } else {
      word += c;
    }
  }
  if (!word.empty()) words.push_back(word);
  return words;
}

Tree value_of(const std::string& word) {
  const Tree value = Tree::parse(word, nullptr, false);
  return value.is_discarded() ? Tree(word) : value;
}

Step step_of(const std::string& line, int number) {
  Step step;
  step.line = number;
  step.text = line;
  std::vector<std::string> words = words_of(line);
  step.verb = words.front();
  if (words.size() > 1 && words.back() == "fails") {
    step.fails = true;
    words.pop_back();
  }
  Tree* target = &step.variables;
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::size_t equals = words[i].find('=');
    if (words[i] == "for") {
      target = &step.keys;
    } else if (equals != std::string::npos && equals > 0) {
      (*target)[words[i].substr(0, equals)] = value_of(words[i].substr(equals + 1));
    } else {
      step.words.push_back(words[i]);
    }
  }
  return step;
}

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) out += c == '<' ? "&lt;" : c == '&' ? "&amp;" : std::string(1, c);
  return out;
}

std::string flow(const std::string& from, const std::string& to, const std::string& condition) {
  const std::string head =
      "<sequenceFlow id=\"" + from + "_" + to + "\" sourceRef=\"" + from + "\" targetRef=\"" + to + "\"";
  if (condition.empty()) return head + "/>";
  return head + "><conditionExpression xsi:type=\"tFormalExpression\">" + escaped(condition) +
         "</conditionExpression></sequenceFlow>";
}

bool is_flow_line(const std::string& line) {
  const std::string text = trimmed(line);
  return text.find(" -> ") != std::string::npos && text.front() != '<';
}

// One line of a -> b -> c, all with the condition, if there is one.
std::string flows(const std::string& line) {
  std::string text = trimmed(line), condition;
  if (const std::size_t mark = text.find(" if "); mark != std::string::npos) {
    condition = trimmed(text.substr(mark + 4));
    text = text.substr(0, mark);
  }
  std::string written, from;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find("->", begin), text.size());
    const std::string node = trimmed(text.substr(begin, end - begin));
    if (!from.empty()) written += flow(from, node, condition);
    from = node;
    begin = end + 2;
  }
  return written;
}

class Parser {
 public:
  Scenario parse(const std::string& text) {
    int number = 0;
    for (const std::string& line : lines_of(text)) take(line, ++number);
    if (scenario_.title.empty() || scenario_.clause.empty()) throw std::runtime_error("a title and a clause are needed");
    if (scenario_.steps.empty()) throw std::runtime_error("no steps");
    if (!process_.empty()) process_ = "<process id=\"p\" isExecutable=\"true\">\n" + process_ + "</process>\n";
    scenario_.bpmn = kDefinitions + with_sequence_flows(definitions_ + process_) + "</definitions>\n";
    return std::move(scenario_);
  }

 private:
  void take(const std::string& line, int number) {
    if (line.rfind("--- ", 0) == 0) {
      section_ = trimmed(line.substr(4));
    } else if (section_ == "definitions") {
      definitions_ += line + "\n";
    } else if (section_ == "process") {
      process_ += line + "\n";
    } else if (const std::string said = trimmed(line); !said.empty() && said.front() != '#') {
      section_ == "steps" ? scenario_.steps.push_back(step_of(said, number)) : head(said, number);
    }
  }

  void head(const std::string& line, int number) {
    const std::size_t colon = line.find(": ");
    const std::string name = line.substr(0, colon), value = colon == std::string::npos ? "" : trimmed(line.substr(colon + 2));
    if (!section_.empty() || value.empty()) throw std::runtime_error("line " + std::to_string(number) + ": not understood: " + line);
    if (name == "title") scenario_.title = value;
    else if (name == "clause") scenario_.clause = value;
    else if (name == "elements") scenario_.elements = list_of(value);
    else throw std::runtime_error("line " + std::to_string(number) + ": title, clause or elements was expected, not " + name);
  }

  Scenario scenario_;
  std::string section_, definitions_, process_;
};

}  // namespace

std::string with_sequence_flows(const std::string& diagram) {
  std::string text;
  for (const std::string& line : lines_of(diagram)) text += (is_flow_line(line) ? flows(line) : line) + "\n";
  return text;
}

Scenario parse_scenario(const std::string& text) { return Parser().parse(text); }

}  // namespace baton::conformance
