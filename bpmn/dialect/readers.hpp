// Reads the vendor's extensions of an element into the neutral vocabulary of process_graph.hpp.
//
// What is not there stays empty. Meaning is not checked here (see bpmn/rules); only what cannot be compiled or
// cannot run here is told to the compiler.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bpmn/graph/compiler.hpp"
#include "bpmn/graph/process_graph.hpp"
#include "bpmn/model/model.hpp"

namespace baton::bpmn {

// "a, ${b ? 'c,d' : e}" -> its entries, trimmed; commas inside expressions do not count.
std::vector<std::string> split_list(std::string_view text);
// The documentation elements of an element, joined by an empty line.
std::string read_documentation(Element element);

ProcessAttributes read_process_attributes(Element process, Compiler& compiler);

std::vector<Listener> read_execution_listeners(Element element, Compiler& compiler);
std::vector<Listener> read_flow_listeners(Element flow, Compiler& compiler);
std::vector<Listener> read_task_listeners(Element task, Compiler& compiler);
std::vector<std::pair<std::string, std::string>> read_properties(Element element);
IoMapping read_io_mapping(Element element, Compiler& compiler);
FormDefinition read_form(Element element, Compiler& compiler);
Expression read_retry_cycle(Element element, Compiler& compiler);
// `name`: "in" or "out".
std::vector<VariableMapping> read_variable_mappings(Element element, std::string_view name, Compiler& compiler);

struct AsyncMarks {
  bool before = false, after = false, exclusive = true;
};
AsyncMarks read_async_marks(Element element);

// The timer of a timerEventDefinition.
void read_timer(Element definition, EventDefinition& event, Compiler& compiler);

// Service, send and business rule tasks; message events through their definition. `owner` is the flow node.
// std::monostate when there is no implementation, which is for the caller to judge.
Work read_service_work(Element implementation, Element owner, Compiler& compiler);
Work read_script_work(Element task, Compiler& compiler);
Work read_user_task_work(Element task, Compiler& compiler);
Work read_call_work(Element call, Compiler& compiler);

// What takes the place of work that cannot run here: an external task in lenient deployments. `advice`: what to do instead.
Work unavailable(Element owner, std::string what, std::string_view advice, Compiler& compiler);

}  // namespace baton::bpmn
