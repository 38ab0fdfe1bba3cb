// One function per dialect: rewrites what it knows of a file. In comes a context with the whole model; what is not the
// dialect's stays untouched.
#pragma once

#include "bpmn/convert/context.hpp"

namespace baton::bpmn::convert {

void from_zeebe(Context& context);     // Camunda 8 -> 7
void to_zeebe(Context& context);       // Camunda 7 -> 8
void from_flowable(Context& context);  // what Flowable says in its own words
void from_jbpm(Context& context);      // drools:

// zeebe:ioMapping -> camunda:inputOutput; where Camunda 7 allows no output parameters, a listener at the end.
void translate_io_mapping(Context& context, Element owner, Element extension);

// Every name of the one namespace becomes one of the other.
void respace(Context& context, std::string_view from_uri, Target to);

// What modelers write into the root: for which engine the file is.
inline constexpr std::string_view kModelerUri = "http://camunda.org/schema/modeler/1.0";
inline constexpr std::string_view kCamunda7Platform = "Camunda Platform", kCamunda8Platform = "Camunda Cloud";
void set_platform(Context& context, std::string_view name, std::string_view version);

}  // namespace baton::bpmn::convert
