#include "bpmn/dialect/vendor.hpp"

#include <array>

namespace baton::bpmn {

namespace {

struct Row {
  std::string_view uri;
  Space space;
};

constexpr std::array<Row, 11> kSpaces = {{
    {"", Space::none},
    {"http://www.omg.org/spec/BPMN/20100524/MODEL", Space::bpmn},
    {"http://www.omg.org/spec/BPMN/20100524/DI", Space::diagram},
    {"http://www.omg.org/spec/DD/20100524/DC", Space::dc},
    {"http://www.omg.org/spec/DD/20100524/DI", Space::di},
    {"http://www.w3.org/2001/XMLSchema-instance", Space::xsi},
    {"http://camunda.org/schema/1.0/bpmn", Space::vendor},
    {"http://operaton.org/schema/1.0/bpmn", Space::vendor},
    {"http://activiti.org/bpmn", Space::vendor},
    {"http://flowable.org/bpmn", Space::vendor},
    {"http://www.camunda.com/fox", Space::fox},
}};

}  // namespace

Space space_of_uri(std::string_view uri) {
  for (const Row& row : kSpaces) {
    if (row.uri == uri) return row.space;
  }
  return Space::other;
}

}  // namespace baton::bpmn
