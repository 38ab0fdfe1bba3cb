#include "persistence/statement.hpp"

#include <utility>

namespace baton {

namespace {

template <class Slot>
Cell cell_of(Slot& slot) {
  if (slot.indicator != soci::i_ok) return {};
  switch (slot.type) {
    case SlotType::text: return Cell{slot.text};
    case SlotType::integer: return Cell{static_cast<std::int64_t>(slot.integer)};
    case SlotType::real: return Cell{slot.real};
  }
  return {};
}

// soci::use and soci::into refer to temporaries of their own, so they stay in the expression that uses them.
template <class Slot>
void attach_parameter(soci::statement& statement, Slot& slot) {
  switch (slot.type) {
    case SlotType::text: statement.exchange(soci::use(slot.text, slot.indicator)); return;
    case SlotType::integer: statement.exchange(soci::use(slot.integer, slot.indicator)); return;
    case SlotType::real: statement.exchange(soci::use(slot.real, slot.indicator)); return;
  }
}

template <class Slot>
void attach_result(soci::statement& statement, Slot& slot) {
  switch (slot.type) {
    case SlotType::text: statement.exchange(soci::into(slot.text, slot.indicator)); return;
    case SlotType::integer: statement.exchange(soci::into(slot.integer, slot.indicator)); return;
    case SlotType::real: statement.exchange(soci::into(slot.real, slot.indicator)); return;
  }
}

}  // namespace

Statement::Statement(soci::session& session, const std::string& text, const std::vector<SlotType>& parameters,
                     const std::vector<CellKind>& results)
    : parameters_(parameters.size()), results_(results.size()), statement_(session) {
  statement_.alloc();
  statement_.prepare(text);
  for (std::size_t i = 0; i < results.size(); ++i) {
    results_[i].type = slot_type(results[i]);
    attach_result(statement_, results_[i]);
  }
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    parameters_[i].type = parameters[i];
    attach_parameter(statement_, parameters_[i]);
  }
  statement_.define_and_bind();
}

void Statement::set(std::size_t parameter, const Cell& value) {
  Slot& slot = parameters_[parameter];
  slot.indicator = std::holds_alternative<std::monostate>(value) ? soci::i_null : soci::i_ok;
  if (const auto* text = std::get_if<std::string>(&value)) slot.text = *text;
  if (const auto* integer = std::get_if<std::int64_t>(&value)) {
    slot.integer = *integer;
    slot.real = static_cast<double>(*integer);
  }
  if (const auto* real = std::get_if<double>(&value)) slot.real = *real;
}

void Statement::execute() { statement_.execute(true); }

Row Statement::take_row() {
  Row row;
  row.reserve(results_.size());
  for (Slot& slot : results_) row.push_back(cell_of(slot));
  return row;
}

std::vector<Row> Statement::rows() {
  std::vector<Row> rows;
  if (!statement_.execute(true)) return rows;
  do {
    rows.push_back(take_row());
  } while (statement_.fetch());
  return rows;
}

}  // namespace baton
