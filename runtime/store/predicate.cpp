#include "runtime/store/predicate.hpp"

#include <algorithm>

namespace baton {

namespace {

Truth truth(bool value) { return value ? Truth::yes : Truth::no; }

bool is_null(const Cell& cell) { return std::holds_alternative<std::monostate>(cell); }

bool is_text(CellKind kind) {
  return kind == CellKind::text || kind == CellKind::opt_text || kind == CellKind::blob;
}

template <class Number>
int sign(Number a, Number b) {
  return a < b ? -1 : (b < a ? 1 : 0);
}

int rank(const Cell& cell) { return is_null(cell) ? 0 : (std::holds_alternative<std::string>(cell) ? 2 : 1); }

double number(const Cell& cell) {
  if (const auto* i = std::get_if<std::int64_t>(&cell)) return static_cast<double>(*i);
  return std::get<double>(cell);
}

Truth compare(const Predicate& p, const TableSpec& spec, const Row& row) {
  const auto column = static_cast<std::size_t>(p.column);
  if (is_null(row[column]) || !is_comparable(spec.columns[column].kind, p.value)) return Truth::unknown;
  const Cell left = p.ignore_case ? ascii_lower(row[column]) : row[column];
  const Cell right = p.ignore_case ? ascii_lower(p.value) : p.value;
  if (p.compare == Compare::like) {
    if (!is_text(spec.columns[column].kind)) return Truth::unknown;
    return truth(like_matches(std::get<std::string>(right), std::get<std::string>(left)));
  }
  const int order = compare_cells(left, right);
  switch (p.compare) {
    case Compare::eq: return truth(order == 0);
    case Compare::ne: return truth(order != 0);
    case Compare::lt: return truth(order < 0);
    case Compare::le: return truth(order <= 0);
    case Compare::gt: return truth(order > 0);
    case Compare::ge: return truth(order >= 0);
    case Compare::like: break;
  }
  return Truth::unknown;
}

// Values that cannot be compared with the column are left out; NULLs among them make a miss unknown.
Truth is_in(const Predicate& p, const TableSpec& spec, const Row& row) {
  const auto column = static_cast<std::size_t>(p.column);
  Truth missed = Truth::no;
  for (const Cell& value : p.values) {
    if (is_null(value)) missed = Truth::unknown;
    if (!is_comparable(spec.columns[column].kind, value)) continue;
    if (is_null(row[column])) return Truth::unknown;
    const int order = p.ignore_case ? compare_cells(ascii_lower(row[column]), ascii_lower(value))
                                    : compare_cells(row[column], value);
    if (order == 0) return Truth::yes;
  }
  return missed;
}

std::size_t character_length(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  if (byte < 0xC0) return 1;
  if (byte < 0xE0) return 2;
  return byte < 0xF0 ? 3 : 4;
}

// One pattern element at `p` against the text at `t`: the lengths both consume, or 0 for no match.
struct Step {
  std::size_t pattern = 0;
  std::size_t text = 0;
};

Step match_one(std::string_view pattern, std::size_t p, std::string_view text, std::size_t t) {
  if (p >= pattern.size() || t >= text.size()) return {};
  if (pattern[p] == '_') return {1, std::min(character_length(text[t]), text.size() - t)};
  if (pattern[p] == '\\') {
    if (p + 1 < pattern.size() && pattern[p + 1] == text[t]) return {2, 1};
    return {};
  }
  return pattern[p] == text[t] ? Step{1, 1} : Step{};
}

}  // namespace

bool like_matches(std::string_view pattern, std::string_view text) {
  std::size_t p = 0, t = 0;
  std::size_t retry_pattern = std::string_view::npos, retry_text = 0;  // behind the last % seen
  while (true) {
    if (p < pattern.size() && pattern[p] == '%') {
      retry_pattern = ++p;
      retry_text = t;
      continue;
    }
    if (p == pattern.size() && t == text.size()) return true;
    if (const Step step = match_one(pattern, p, text, t); step.pattern != 0) {
      p += step.pattern;
      t += step.text;
      continue;
    }
    if (retry_pattern == std::string_view::npos || retry_text >= text.size()) return false;
    retry_text += std::min(character_length(text[retry_text]), text.size() - retry_text);
    p = retry_pattern;
    t = retry_text;
  }
}

std::string ascii_lower(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

Cell ascii_lower(const Cell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) return Cell{ascii_lower(*text)};
  return cell;
}

int compare_cells(const Cell& a, const Cell& b) {
  if (rank(a) != rank(b)) return sign(rank(a), rank(b));
  if (rank(a) == 0) return 0;
  if (rank(a) == 2) return std::get<std::string>(a).compare(std::get<std::string>(b));
  const auto* x = std::get_if<std::int64_t>(&a);
  const auto* y = std::get_if<std::int64_t>(&b);
  return x && y ? sign(*x, *y) : sign(number(a), number(b));
}

bool is_comparable(CellKind column, const Cell& value) {
  return !is_null(value) && is_text(column) == std::holds_alternative<std::string>(value);
}

Truth evaluate(const Predicate& p, const TableSpec& spec, const Row& row, const RelatedRows& related) {
  switch (p.kind) {
    case Predicate::Kind::all: {
      Truth result = Truth::yes;
      for (const Where& part : p.parts) {
        result = std::min(result, evaluate(*part, spec, row, related));
        if (result == Truth::no) break;
      }
      return result;
    }
    case Predicate::Kind::any: {
      Truth result = Truth::no;
      for (const Where& part : p.parts) {
        result = std::max(result, evaluate(*part, spec, row, related));
        if (result == Truth::yes) break;
      }
      return result;
    }
    case Predicate::Kind::negation: {
      if (p.parts.empty()) return Truth::no;  // the negation of everything
      const Truth part = evaluate(*p.parts[0], spec, row, related);
      return part == Truth::unknown ? part : truth(part == Truth::no);
    }
    case Predicate::Kind::compare: return compare(p, spec, row);
    case Predicate::Kind::in: return is_in(p, spec, row);
    case Predicate::Kind::is_null: return truth(is_null(row[static_cast<std::size_t>(p.column)]));
    case Predicate::Kind::exists: {
      const Cell& outer = row[static_cast<std::size_t>(p.outer_column)];
      return truth(!is_null(outer) && related.any_row(p, outer));
    }
    case Predicate::Kind::never: return Truth::no;
  }
  return Truth::no;
}

bool holds(const Where& where, const TableSpec& spec, const Row& row, const RelatedRows& related) {
  return !where || evaluate(*where, spec, row, related) == Truth::yes;
}

}  // namespace baton
