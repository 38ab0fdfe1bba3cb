#include <fmt/format.h>

#include <array>
#include <algorithm>

#include "bpmn/rules/strict/tables.hpp"

namespace baton::bpmn::strict {

namespace {

constexpr Verdict kError = Verdict::error;

struct Counts {
  std::size_t incoming, outgoing;
};

void each_gateway(const Facts& facts, const auto& visit) {
  facts.each_of(is_gateway, [&](Element gateway) {
    visit(gateway, Counts{facts.incoming_count(gateway), facts.outgoing_count(gateway)});
  });
}

void each_directed(const Facts& facts, std::string_view direction, const auto& visit) {
  each_gateway(facts, [&](Element gateway, Counts counts) {
    if (gateway.attribute("gatewayDirection") == direction) visit(gateway, counts);
  });
}

// Visits each event gateway with each node that follows it.
void each_awaited(const Facts& facts, const auto& visit) {
  for (const Element& gateway : facts.all(Tag::event_based_gateway)) {
    for (const Element& flow : facts.outgoing(gateway)) {
      if (const Element target = facts.resolve(flow.attribute("targetRef"))) visit(gateway, target);
    }
  }
}

constexpr std::array kAwaited = {Tag::message_event_definition, Tag::signal_event_definition, Tag::timer_event_definition,
                                 Tag::conditional_event_definition};

bool may_be_awaited(const Facts& facts, Element node) {
  if (node.tag() == Tag::receive_task) return true;
  if (node.tag() != Tag::intermediate_catch_event) return false;
  const Elements definitions = facts.definitions(node);
  return std::all_of(definitions.begin(), definitions.end(), [](const Element& definition) {
    return std::find(kAwaited.begin(), kAwaited.end(), definition.tag()) != kAwaited.end();
  });
}

void messages_or_receive_tasks(const Facts& facts, const Report& report) {
  for (const Element& gateway : facts.all(Tag::event_based_gateway)) {
    bool has_task = false, has_message = false;
    each_awaited(facts, [&](Element from, Element target) {
      if (from != gateway) return;
      has_task |= target.tag() == Tag::receive_task;
      has_message |= facts.has_definition(target, Tag::message_event_definition);
    });
    if (has_task && has_message) report(gateway, "Message events and receive tasks follow the same event-based gateway");
  }
}

bool has_boundary(const Facts& facts, Element activity) {
  const Elements& boundaries = facts.all(Tag::boundary_event);
  return std::any_of(boundaries.begin(), boundaries.end(), [&](const Element& event) {
    return facts.resolve(event.attribute("attachedToRef")) == activity;
  });
}

constexpr std::array kRules = std::to_array<StrictRule>({
    {"EXT.017", kError, "A converging gateway has one outgoing flow.",
     [](const Facts& f, const Report& r) {
       each_directed(f, "Converging", [&](Element g, Counts n) {
         if (n.outgoing > 1) r(g, fmt::format("The converging gateway '{}' has {} outgoing flows", g.id(), n.outgoing));
       });
     }},
    {"EXT.018", kError, "A diverging gateway has one incoming flow.",
     [](const Facts& f, const Report& r) {
       each_directed(f, "Diverging", [&](Element g, Counts n) {
         if (n.incoming > 1) r(g, fmt::format("The diverging gateway '{}' has {} incoming flows", g.id(), n.incoming));
       });
     }},
    {"EXT.019", kError, "A mixed gateway has several incoming and several outgoing flows.",
     [](const Facts& f, const Report& r) {
       each_directed(f, "Mixed", [&](Element g, Counts n) {
         if (n.incoming < 2 || n.outgoing < 2) {
           r(g, fmt::format("The mixed gateway '{}' has {} incoming and {} outgoing flows", g.id(), n.incoming, n.outgoing));
         }
       });
     }},
    {"EXT.135", kError, "A gateway has several incoming or several outgoing flows.",
     [](const Facts& f, const Report& r) {
       each_gateway(f, [&](Element g, Counts n) {
         if (n.incoming < 2 && n.outgoing < 2) r(g, fmt::format("The gateway '{}' neither joins nor splits anything", g.id()));
       });
     }},
    {"EXT.136", kError, "An event-based gateway has two or more outgoing flows.",
     [](const Facts& f, const Report& r) {
       each_gateway(f, [&](Element g, Counts n) {
         if (g.tag() == Tag::event_based_gateway && n.outgoing < 2) r(g, "An event-based gateway has two or more outgoing flows");
       });
     }},
    {"EXT.137", kError, "Flows out of an event-based gateway have no conditions.",
     [](const Facts& f, const Report& r) {
       for (const Element& gateway : f.all(Tag::event_based_gateway)) {
         for (const Element& flow : f.outgoing(gateway)) {
           if (flow.child(Tag::condition_expression)) r(flow, "A flow out of an event-based gateway has a condition");
         }
       }
     }},
    {"EXT.138", kError, "Receive tasks and message, signal, timer and conditional events follow an event-based gateway.",
     [](const Facts& f, const Report& r) {
       each_awaited(f, [&](Element g, Element target) {
         if (!may_be_awaited(f, target)) r(target, fmt::format("'{}' must not follow the event-based gateway '{}'", target.id(), g.id()));
       });
     }},
    {"EXT.139", kError, "Message events and receive tasks do not follow the same event-based gateway.", messages_or_receive_tasks},
    {"EXT.140", kError, "Receive tasks behind an event-based gateway have no boundary events.",
     [](const Facts& f, const Report& r) {
       each_awaited(f, [&](Element, Element target) {
         if (target.tag() == Tag::receive_task && has_boundary(f, target)) r(target, "A receive task behind an event-based gateway has a boundary event");
       });
     }},
    {"EXT.141", kError, "What follows an event-based gateway has no other incoming flow.",
     [](const Facts& f, const Report& r) {
       each_awaited(f, [&](Element, Element target) {
         if (f.incoming_count(target) > 1) r(target, fmt::format("'{}' follows an event-based gateway and has other incoming flows", target.id()));
       });
     }},
    {"EXT.142", kError, "An event-based gateway that instantiates has no incoming flow.",
     [](const Facts& f, const Report& r) {
       each_gateway(f, [&](Element g, Counts n) {
         if (g.tag() == Tag::event_based_gateway && g.flag("instantiate") && n.incoming > 0) r(g, "An event-based gateway that instantiates has an incoming flow");
       });
     }},
});

}  // namespace

StrictRules gateway_rules() { return kRules; }

}  // namespace baton::bpmn::strict
