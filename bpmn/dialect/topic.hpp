// What to call the external task that takes the place of Java code.
#pragma once

#include <string>
#include <string_view>

namespace baton::bpmn {

// "org.acme.ChargeCardDelegate", "${chargeCardDelegate}", "${charging.card(order)}" -> "charge-card", "charge-card",
// "charging-card". Empty when nothing is left.
std::string suggested_topic(std::string_view code);

}  // namespace baton::bpmn
