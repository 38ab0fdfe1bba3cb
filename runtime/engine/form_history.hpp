// What was submitted through a form, as history keeps it: each text as it was given, whether a field or not.
#pragma once

#include "runtime/engine/engine.hpp"
#include "runtime/interpreter/session.hpp"

namespace baton {

// `where` says which instance, activity and task the form belongs to; the rest of the row is filled in.
void log_form_fields(Session& session, HistoricDetail where, const Variables& submitted);

}  // namespace baton
