#include "runtime/engine/form_history.hpp"

namespace baton {

void log_form_fields(Session& session, HistoricDetail where, const Variables& submitted) {
  where.root_id = session.instance().root_id();
  where.kind = "formField";
  where.time = session.now();
  for (const auto& [name, value] : submitted) {
    if (value.value.type() != ValueType::string) continue;
    where.id = session.environment().new_id();
    where.name = name;
    where.text = value.value.as_string();
    where.sequence = session.instance().next_sequence++;
    session.batch().insert(where);
  }
}

}  // namespace baton
