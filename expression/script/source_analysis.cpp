#include "expression/script/source_analysis.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "expression/script/number_types.hpp"
#include "expression/script/tokens.hpp"

namespace baton::script {

namespace {

constexpr std::size_t kLongestAnalyzed = 512 * 1024;

// As values.js reads it: [1 computed + 2 open, literals...].
std::optional<std::vector<double>> hint_of(const NumberType& type) {
  if (type.says_nothing()) return std::nullopt;
  std::vector<double> hint = {(type.computed ? 1.0 : 0.0) + (type.open ? 2.0 : 0.0)};
  hint.insert(hint.end(), type.literals.begin(), type.literals.end());
  return hint;
}

std::string hint_text(const std::vector<double>& hint) {
  std::string text = "[";
  for (const double one : hint) text += fmt::format("{}{:.0f}", text.size() > 1 ? "," : "", one);
  return text + "]";
}

// Methods that take a number and, added here, what is known of it: how many arguments they have.
struct Sink {
  std::string_view method;
  std::size_t arguments;
};
constexpr std::array<Sink, 6> kSinks = {{
    {"setVariable", 2}, {"setVariableLocal", 2}, {"prop", 2}, {"put", 2}, {"append", 1}, {"insertAt", 2},
}};

class Rewriter {
 public:
  Rewriter(std::string_view source, const std::vector<Token>& tokens, NumberTypes& types)
      : source_(source), tokens_(tokens), types_(types) {}

  std::string run() {
    for (int i = 0; i < static_cast<int>(tokens_.size()); ++i) {
      if (at(i).is("for")) for_each(i);
      if (at(i).is(".")) length_call(i), sink(i);
    }
    // Stable: edits at one place come in the order in which they were asked for.
    std::ranges::stable_sort(edits_, {}, &Edit::begin);
    std::string out;
    std::size_t done = 0;
    for (const Edit& edit : edits_) {
      out.append(source_.substr(done, edit.begin - done)).append(edit.text);
      done = edit.end;
    }
    return out.append(source_.substr(done));
  }

 private:
  struct Edit {
    std::size_t begin, end;
    std::string text;
  };

  const Token& at(int i) const { return tokens_[static_cast<std::size_t>(i)]; }
  bool is(int i, std::string_view text) const { return i < static_cast<int>(tokens_.size()) && at(i).is(text); }
  std::size_t begin_of(int i) const { return at(i).begin_in(source_); }
  std::size_t end_of(int i) const { return begin_of(i) + at(i).text.size(); }
  void insert(std::size_t where, std::string text) { edits_.push_back({where, where, std::move(text)}); }

  void for_each(int i) {
    if (!is(i + 1, "each") || !is(i + 2, "(")) return;
    const int close = at(i + 2).partner;
    int in = i + 3;
    while (in < close && !at(in).is("in")) ++in;
    if (in == close) return;
    edits_.push_back({begin_of(i + 1), end_of(i + 1), ""});
    edits_.push_back({begin_of(in), end_of(in), "of __baton_each("});
    insert(begin_of(close), ")");
  }

  void length_call(int i) {
    if (!is(i + 1, "length") || !is(i + 2, "(") || at(i + 2).partner != i + 3) return;
    edits_.push_back({begin_of(i + 2), end_of(i + 3), ""});
  }

  void sink(int i) {
    if (!is(i + 2, "(")) return;
    const auto known = std::ranges::find(kSinks, at(i + 1).text, &Sink::method);
    if (known == kSinks.end()) return;
    const std::vector<Range> arguments = types_.arguments(i + 2);
    if (arguments.size() != known->arguments) return;
    const Range last = arguments.back();
    if (last.empty() || is(last.begin, "...") || is(last.end, ",")) return;
    const auto hint = hint_of(types_.of(last));
    if (hint) insert(begin_of(at(i + 2).partner), "," + hint_text(*hint));
  }

  std::string_view source_;
  const std::vector<Token>& tokens_;
  NumberTypes& types_;
  std::vector<Edit> edits_;
};

// Names used as such: not properties of something, not keys.
void find_names(const Tokens& tokens, SourceAnalysis& analysis) {
  constexpr std::array<std::string_view, 4> kReachers = {"eval", "Function", "globalThis", "this"};
  for (std::size_t i = 0; i < tokens.all.size(); ++i) {
    const Token& token = tokens.all[i];
    const bool property = i > 0 && (tokens.all[i - 1].is(".") || tokens.all[i - 1].is("?."));
    if (property || token.kind == TokenKind::string) continue;
    if (std::ranges::find(kReachers, token.text) != kReachers.end()) analysis.any_name = true;
    if (token.kind != TokenKind::name) continue;
    if (token.text.find('\\') != std::string_view::npos) analysis.any_name = true;
    analysis.names.emplace(token.text);
  }
  for (const std::string_view name : tokens.names_in_templates) analysis.names.emplace(name);
}

}  // namespace

SourceAnalysis analyze_source(std::string_view source) {
  SourceAnalysis analysis;
  const auto tokens = source.size() <= kLongestAnalyzed ? tokenize(source) : std::nullopt;
  if (!tokens) {
    analysis.source = source;
    analysis.any_name = true;
    return analysis;
  }
  find_names(*tokens, analysis);
  NumberTypes types(tokens->all);
  for (const std::string_view name : types.top_level_variables()) analysis.top_level.emplace(name);
  for (const std::string& name : analysis.names)
    if (!types.is_own_name(name)) analysis.foreign.push_back(name);
  analysis.result_hint = hint_of(types.of_completion());
  analysis.source = Rewriter(source, tokens->all, types).run();
  return analysis;
}

}  // namespace baton::script
