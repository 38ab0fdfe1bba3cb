// The dialects of BPMN files, and the way from one to another.
//
// Files of dialects whose words are not the engine's own - zeebe:, drools:, Flowable's - are translated before they are
// executed as well: load() builds its graphs from the translation, and findings keep the places of the file that came in.
// Any thread. Docs: docs/dialects.md.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bpmn/findings.hpp"
#include "bpmn/model/model.hpp"

namespace baton::bpmn::convert {

enum class Dialect : std::uint8_t { camunda7, camunda8, operaton, flowable, activiti, jbpm };

inline constexpr std::string_view kFlowableUri = "http://flowable.org/bpmn";
inline constexpr std::string_view kActivitiUri = "http://activiti.org/bpmn";
inline constexpr std::string_view kDroolsUri = "http://www.jboss.org/drools";

// "camunda7", ...
std::string_view name_of(Dialect dialect);
std::optional<Dialect> dialect_named(std::string_view name);
std::vector<std::string_view> dialect_names();

// By the namespaces that the file declares; nothing when it speaks none.
std::optional<Dialect> dialect_of(const Model& model);

struct Conversion {
  std::string bytes;  // the file, everything that is not the dialect's byte for byte as it came
  // What could not be carried over (error: it will not run; warning: it is not done) or means something else (info).
  Findings findings;
};

// Nothing when the one cannot become the other: jbpm is only read.
std::optional<Conversion> convert(std::shared_ptr<const Model> model, Dialect from, Dialect to);

// The model in the engine's own words; null when it is in them already.
std::shared_ptr<const Model> translated(std::shared_ptr<const Model> model, bool lenient, Findings& findings);

}  // namespace baton::bpmn::convert
