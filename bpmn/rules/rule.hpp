// What rules are made of: a rule is a row of a table - an id, how bad it is, what it demands - and the function that
// looks for offences. Rules are stateless and know nothing of each other.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "bpmn/findings.hpp"
#include "bpmn/model/process_view.hpp"

namespace baton::bpmn {

enum class Verdict : std::uint8_t {
  info,
  warning,
  incomplete,  // an error, and a warning for lenient loading: something is still to be filled in
  error,
};

// Where a rule tells what it found. One for each rule and subject.
class Report {
 public:
  Report(Findings& findings, std::string_view rule, Verdict verdict, bool lenient, Element subject)
      : findings_(findings), rule_(rule), verdict_(verdict), lenient_(lenient), subject_(subject) {}

  // One sentence about `at`. The finding concerns the rule's subject, else what is around `at`.
  void operator()(Element at, std::string message) const;
  void operator()(std::string message) const { (*this)(subject_, std::move(message)); }

 private:
  Findings& findings_;
  std::string_view rule_;
  Verdict verdict_;
  bool lenient_;
  Element subject_;
};

template <class... Subject>
struct Rule {
  std::string_view id;
  Verdict verdict;
  std::string_view demand;  // what is expected, for the documentation
  void (*check)(const Subject&..., const Report&);
};

using ModelRule = Rule<Model>;                             // looks at the file
using NodeRule = Rule<ProcessView, ProcessView::Node>;     // looks at the process and each flow node
using FlowRule = Rule<ProcessView, ProcessView::Flow>;     // looks at each sequence flow

using ModelRules = std::span<const ModelRule>;
using NodeRules = std::span<const NodeRule>;
using FlowRules = std::span<const FlowRule>;

// Nothing but white space.
bool is_blank(std::string_view text);

}  // namespace baton::bpmn
