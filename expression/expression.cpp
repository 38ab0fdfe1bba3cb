#include "expression/expression.hpp"

#include <fmt/format.h>

#include <array>
#include <cctype>
#include <exception>
#include <set>

#include "expression/juel/evaluation.hpp"
#include "expression/juel/fault.hpp"
#include "expression/juel/parser.hpp"
#include "expression/time.hpp"

namespace baton {

struct Expression::Impl {
  Language language = Language::constant;
  std::string source;
  Value constant;      // of constants
  juel::NodePtr root;  // of JUEL
  std::vector<std::string> names;
};

namespace {

bool has_eval(std::string_view text) {
  return text.find("${") != std::string_view::npos || text.find("#{") != std::string_view::npos;
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

struct ScriptLanguage {
  std::string_view name;
  Expression::Language language;
};

constexpr std::array<ScriptLanguage, 7> kScriptLanguages = {{
    {"javascript", Expression::Language::javascript},
    {"ecmascript", Expression::Language::javascript},
    {"js", Expression::Language::javascript},
    {"application/javascript", Expression::Language::javascript},
    {"text/javascript", Expression::Language::javascript},
    {"application/ecmascript", Expression::Language::javascript},
    {"juel", Expression::Language::juel},
}};

constexpr std::array<std::string_view, 3> kFaultPrefixes = {
    "Error while evaluating expression: ", "Unknown property used in expression: ",
    "Unknown method used in expression: "};

[[noreturn]] void fail(const juel::Fault& fault, const std::string& source) {
  if (fault.kind == juel::FaultKind::java) throw EvaluationError{fault.message, std::nullopt, {}};
  throw EvaluationError{fmt::format("{}{}. Cause: {}", kFaultPrefixes[static_cast<std::size_t>(fault.kind)],
                                    source, fault.message),
                        std::nullopt,
                        {}};
}

// The words of a script that may be names: letters, digits, _ and $, not after a dot.
std::vector<std::string> words_of_script(std::string_view text) {
  std::set<std::string> words;
  const auto in_word = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '$' ||
           static_cast<unsigned char>(c) >= 0x80;
  };
  for (std::size_t i = 0; i < text.size();) {
    if (!in_word(text[i])) {
      ++i;
      continue;
    }
    const std::size_t begin = i;
    while (i < text.size() && in_word(text[i])) ++i;
    const bool number = std::isdigit(static_cast<unsigned char>(text[begin]));
    if (!number) words.emplace(text.substr(begin, i - begin));
  }
  return {words.begin(), words.end()};
}

const std::string kNoSource;

}  // namespace

Expression::~Expression() = default;
Expression::Expression(Expression&&) noexcept = default;
Expression& Expression::operator=(Expression&&) noexcept = default;
Expression::Expression(const Expression&) = default;
Expression& Expression::operator=(const Expression&) = default;

Expression Expression::compile(std::string_view text) {
  auto impl = std::make_shared<Impl>();
  impl->source = text;
  if (!has_eval(text)) {
    impl->constant = Value::string(std::string(text));
  } else {
    juel::Parsed parsed = juel::parse(text);
    if (parsed.root) {
      impl->language = Language::juel;
      impl->root = std::move(parsed.root);
      impl->names.assign(parsed.names.begin(), parsed.names.end());
    } else {
      impl->constant = Value::string(std::move(parsed.literal));
    }
  }
  Expression expression;
  expression.impl_ = std::move(impl);
  return expression;
}

Expression Expression::compile_script(std::string_view language, std::string_view text, bool& known) {
  const std::string wanted = lower(language);
  for (const auto& candidate : kScriptLanguages) {
    if (candidate.name != wanted) continue;
    known = true;
    if (candidate.language == Language::juel) return compile(text);
    auto impl = std::make_shared<Impl>();
    impl->language = candidate.language;
    impl->source = text;
    impl->names = words_of_script(text);
    Expression expression;
    expression.impl_ = std::move(impl);
    return expression;
  }
  known = false;
  auto impl = std::make_shared<Impl>();
  impl->source = text;
  impl->constant = Value::string(std::string(text));
  Expression expression;
  expression.impl_ = std::move(impl);
  return expression;
}

bool Expression::is_constant() const { return !impl_ || impl_->language == Language::constant; }

Expression::Language Expression::language() const { return impl_ ? impl_->language : Language::constant; }

const std::string& Expression::source() const { return impl_ ? impl_->source : kNoSource; }

Value Expression::evaluate(Scope& scope) const {
  if (!impl_) return {};
  if (impl_->language == Language::constant) return impl_->constant;
  if (impl_->language == Language::javascript) return scope.run_script(*this);
  try {
    juel::Evaluation evaluation(scope);
    const juel::Item item = impl_->root->evaluate(evaluation);
    evaluation.write_back();
    return juel::to_value(item);
  } catch (const juel::Fault& fault) {
    fail(fault, impl_->source);
  } catch (const TimeError& error) {
    fail({juel::FaultKind::evaluation, error.message}, impl_->source);
  } catch (const std::exception& error) {
    // A library's complaint, of the JSON library about a path, say.
    fail({juel::FaultKind::evaluation, error.what()}, impl_->source);
  }
}

std::vector<std::string> Expression::free_names() const {
  return impl_ ? impl_->names : std::vector<std::string>();
}

bool as_condition(const Value& value, const Expression& expression) {
  if (value.type() == ValueType::boolean) return value.as_boolean();
  if (value.is_null()) {
    throw EvaluationError{"condition expression returns null: result is null", std::nullopt, {}};
  }
  throw EvaluationError{
      fmt::format("condition expression returns non-Boolean: result has class {} and not java.lang.Boolean",
                  juel::class_name(juel::to_item(value))),
      std::nullopt,
      {}};
}

std::string to_text(const Value& value) { return juel::to_text(juel::to_item(value)); }

}  // namespace baton
