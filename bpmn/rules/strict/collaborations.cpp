#include <fmt/format.h>

#include <array>
#include <charconv>
#include <optional>

#include "bpmn/rules/strict/tables.hpp"

namespace baton::bpmn::strict {

namespace {

constexpr Verdict kError = Verdict::error;

std::optional<long long> number(Element element, std::string_view name) {
  const auto text = element.find_attribute(name);
  long long value = 0;
  if (!text || std::from_chars(text->data(), text->data() + text->size(), value).ec != std::errc()) return std::nullopt;
  return value;
}

constexpr bool is_of_conversations(Tag tag) {
  return tag == Tag::conversation || tag == Tag::sub_conversation || tag == Tag::call_conversation ||
         tag == Tag::conversation_link || tag == Tag::participant_association || tag == Tag::message_flow_association ||
         tag == Tag::conversation_association || is_artifact(tag);
}

void global_conversations_hold_little(const Facts& facts, const Report& report) {
  for (const Element& conversation : facts.all(Tag::global_conversation)) {
    for (const Element& child : conversation.children()) {
      if (is_of_conversations(child.tag())) report(child, fmt::format("A {} stands in a globalConversation", child.name()));
    }
  }
}

// The choreographies that a collaboration refers to.
void each_choreography(const Facts& facts, std::initializer_list<Tag> tags, const auto& visit) {
  facts.each(tags, [&](Element collaboration) {
    for (const Element& reference : collaboration.children(Tag::choreography_ref)) visit(collaboration, facts.resolve(reference.trimmed_text()));
  });
}

constexpr std::array kRules = std::to_array<StrictRule>({
    {"EXT.027", kError, "Choreographies and global conversations refer to no choreography.",
     [](const Facts& f, const Report& r) {
       each_choreography(f, {Tag::choreography, Tag::global_conversation}, [&](Element c, Element) { r(c, fmt::format("A {} refers to a choreography", c.name())); });
     }},
    {"EXT.029", kError, "The minimum of a multiplicity is not negative.",
     [](const Facts& f, const Report& r) {
       for (const Element& m : f.all(Tag::participant_multiplicity)) {
         if (number(m, "minimum").value_or(0) < 0) r(m, "The minimum of a participantMultiplicity is negative");
       }
     }},
    {"EXT.030", kError, "The maximum of a multiplicity is one or more, and not less than the minimum.",
     [](const Facts& f, const Report& r) {
       for (const Element& m : f.all(Tag::participant_multiplicity)) {
         const long long maximum = number(m, "maximum").value_or(1);
         if (maximum < 1 || (m.has("maximum") && maximum < number(m, "minimum").value_or(0))) r(m, "The maximum of a participantMultiplicity is less than one or than the minimum");
       }
     }},
    {"EXT.032", kError, "A global conversation has participants, messages and correlation keys, and nothing else.", global_conversations_hold_little},
    {"EXT.033", kError, "A collaboration and its choreography are both closed or both open.",
     [](const Facts& f, const Report& r) {
       each_choreography(f, {Tag::collaboration}, [&](Element c, Element choreography) {
         if (choreography && c.flag("isClosed") != choreography.flag("isClosed")) r(c, fmt::format("isClosed differs from that of the choreography '{}'", choreography.id()));
       });
     }},
    {"EXT.035", kError, "A public process is not executable.",
     [](const Facts& f, const Report& r) {
       for (const Element& process : f.all(Tag::process)) {
         if (process.attribute("processType") == "Public" && process.flag("isExecutable")) r(process, fmt::format("The public process '{}' is executable", process.id()));
       }
     }},
});

}  // namespace

StrictRules collaboration_rules() { return kRules; }

}  // namespace baton::bpmn::strict
