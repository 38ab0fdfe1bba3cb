// Short spellings of BPMN for tests. Ids are given, flows are named FROM_TO.
#pragma once

#include <string>

namespace baton::testing {

inline std::string user(const std::string& id, const std::string& inside = {}) {
  return "<userTask id=\"" + id + "\">" + inside + "</userTask>\n";
}
inline std::string flow(const std::string& from, const std::string& to, const std::string& condition = {}) {
  const std::string head = "<sequenceFlow id=\"" + from + "_" + to + "\" sourceRef=\"" + from + "\" targetRef=\"" + to + "\"";
  if (condition.empty()) return head + "/>\n";
  return head + "><conditionExpression xsi:type=\"tFormalExpression\">" + condition +
         "</conditionExpression></sequenceFlow>\n";
}
// flow("a", "b") + flow("b", "c") ... for "a b c".
inline std::string chain(const std::string& nodes) {
  std::string text, from;
  std::size_t begin = 0;
  while (begin < nodes.size()) {
    std::size_t end = nodes.find(' ', begin);
    if (end == std::string::npos) end = nodes.size();
    const std::string node = nodes.substr(begin, end - begin);
    if (!from.empty()) text += flow(from, node);
    from = node;
    begin = end + 1;
  }
  return text;
}
inline std::string set(const std::string& id, const std::string& expression, const std::string& more = {}) {
  return "<serviceTask id=\"" + id + "\" camunda:expression=\"" + expression + "\"" + more + "/>\n";
}
// A service task that appends its id to the variable `log`.
inline std::string note(const std::string& id, const std::string& more = {}) {
  return set(id, "${log.concat('" + id + " ')}", " camunda:resultVariable=\"log\"" + more);
}
inline std::string start(const std::string& id = "s") { return "<startEvent id=\"" + id + "\"/>\n"; }
inline std::string end(const std::string& id = "e", const std::string& inside = {}) {
  return "<endEvent id=\"" + id + "\">" + inside + "</endEvent>\n";
}
inline std::string boundary(const std::string& id, const std::string& host, const std::string& definition,
                            bool interrupting = true) {
  return "<boundaryEvent id=\"" + id + "\" attachedToRef=\"" + host + "\"" +
         (interrupting ? "" : " cancelActivity=\"false\"") + ">" + definition + "</boundaryEvent>\n";
}
inline std::string timer(const std::string& duration) {
  return "<timerEventDefinition><timeDuration>" + duration + "</timeDuration></timerEventDefinition>";
}
inline std::string cycle(const std::string& text) {
  return "<timerEventDefinition><timeCycle>" + text + "</timeCycle></timerEventDefinition>";
}
inline std::string message_event(const std::string& ref) { return "<messageEventDefinition messageRef=\"" + ref + "\"/>"; }
inline std::string error_event(const std::string& ref = {}) {
  return ref.empty() ? "<errorEventDefinition/>" : "<errorEventDefinition errorRef=\"" + ref + "\"/>";
}
inline std::string sub(const std::string& id, const std::string& inside, const std::string& attributes = {}) {
  return "<subProcess id=\"" + id + "\" " + attributes + ">" + inside + "</subProcess>\n";
}

}  // namespace baton::testing
