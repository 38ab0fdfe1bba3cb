// Expressions that call what only the old application has.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace baton::bpmn::assess {

// The names of objects that the text's ${} call methods of, without the engine's own and without methods that values
// have here: "${mailer.send(order)}" -> mailer; "${names.size() > 0}" -> nothing.
std::vector<std::string> called_beans(std::string_view text);

}  // namespace baton::bpmn::assess
