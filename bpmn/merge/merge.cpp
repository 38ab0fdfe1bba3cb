#include "bpmn/merge/merge.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

#include "bpmn/bpmn.hpp"
#include "bpmn/edit/editor.hpp"
#include "bpmn/edit/markup.hpp"
#include "bpmn/edit/namespaces.hpp"
#include "bpmn/merge/keys.hpp"

namespace baton::bpmn {

namespace {

using Keyed = std::vector<std::pair<std::string, Element>>;

Element child_of(const Keyed& children, const std::string& key) {
  for (const auto& [other, element] : children) {
    if (other == key) return element;
  }
  return {};
}

// The element, or the nearest one around it that has an id.
std::string describe(Element element) {
  while (element.id().empty() && element.parent()) element = element.parent();
  const std::string_view name = element.attribute("name");
  return fmt::format("{} {}{}", element.name(), element.id(), name.empty() ? "" : fmt::format(" '{}'", name));
}

std::string shown(const std::string& value) { return value.empty() ? "nothing" : "'" + value + "'"; }

class Merge {
 public:
  Merge(const Model& base, std::shared_ptr<const Model> ours, const Model& theirs) : base_(base), ours_(ours), theirs_(theirs), editor_(std::move(ours)) {}

  Merged run() {
    if (check_prefixes()) elements(base_.root(), ours_->root(), theirs_.root());
    result_.bytes = editor_.save();
    check_result();
    return std::move(result_);
  }

 private:
  void conflict(Element at, Element in_ours, std::string message) {
    result_.conflicts.push_back({describe(at), std::move(message), in_ours ? in_ours.line() : 0});
  }

  // What comes over as text must mean the same here.
  bool check_prefixes() {
    for (const auto& [name, uri] : attributes_of(theirs_.root())) {
      const auto here = name.uri == kDeclaration ? uri_of_prefix(ours_->root(), name.local) : std::nullopt;
      if (!here || *here == uri) continue;
      conflict(ours_->root(), ours_->root(), fmt::format("the prefix '{}' means '{}' in ours and '{}' in theirs; nothing was merged", name.local, *here, uri));
      return false;
    }
    return true;
  }

  // `base` may be none: both have added it.
  void elements(Element base, Element ours, Element theirs) {
    if (is_whole(ours)) return wholes(base, ours, theirs);
    names(base, ours, theirs);
    attributes(base, ours, theirs);
    const Keyed in_base = base ? keyed_children(base) : Keyed(), in_ours = keyed_children(ours), in_theirs = keyed_children(theirs);
    if (in_base.empty() && in_ours.empty() && in_theirs.empty()) return texts(base, ours, theirs);
    children(ours, in_base, in_ours, in_theirs);
  }

  void wholes(Element base, Element ours, Element theirs) {
    if (base && is_same(base, ours) && !is_same(base, theirs)) editor_.replace(ours, verbatim(theirs));
  }

  void names(Element base, Element ours, Element theirs) {
    const std::string_view before = base ? base.name() : ours.name();
    if (theirs.name() == before || theirs.name() == ours.name()) return;
    if (ours.name() != before) return conflict(ours, ours, fmt::format("is a {} in ours and a {} in theirs", ours.name(), theirs.name()));
    const xml::Document& document = theirs_.document();
    editor_.set_name(ours, read_start_tag(document.source(), document.span(theirs.index())).name);
  }

  void attributes(Element base, Element ours, Element theirs) {
    const auto in_base = base ? attributes_of(base) : std::map<AttributeName, std::string>(), in_ours = attributes_of(ours), in_theirs = attributes_of(theirs);
    std::set<AttributeName> names;
    for (const auto* all : {&in_base, &in_theirs}) {
      for (const auto& [name, value] : *all) names.insert(name);
    }
    for (const AttributeName& name : names) {
      const auto value = [&](const std::map<AttributeName, std::string>& from) {
        const auto found = from.find(name);
        return found == from.end() ? std::nullopt : std::optional(found->second);
      };
      attribute(name, ours, value(in_base), value(in_ours), value(in_theirs));
    }
  }

  void attribute(const AttributeName& name, Element at, const std::optional<std::string>& base, const std::optional<std::string>& ours,
                 const std::optional<std::string>& theirs) {
    if (theirs == base || theirs == ours) return;
    if (ours != base) {
      return conflict(at, at, fmt::format("{} is {} in ours and {} in theirs", name.local, shown(ours.value_or("")), shown(theirs.value_or(""))));
    }
    const std::string written = written_name(name, at);
    theirs ? editor_.set_attribute(at, written, *theirs) : editor_.remove_attribute(at, written);
  }

  std::string written_name(const AttributeName& name, Element at) {
    if (name.uri == kDeclaration) return name.local.empty() ? kDeclaration : fmt::format("{}:{}", kDeclaration, name.local);
    return name.uri.empty() ? name.local : editor_.qualified_attribute(at, name.uri, name.prefix, name.local);
  }

  void texts(Element base, Element ours, Element theirs) {
    const std::string before = base ? base.trimmed_text() : "", here = ours.trimmed_text(), there = theirs.trimmed_text();
    if (there == before || there == here) return;
    if (here != before) return conflict(ours, ours, fmt::format("{} is {} in ours and {} in theirs", ours.name(), shown(here), shown(there)));
    editor_.set_text(ours, theirs.text());
  }

  void children(Element ours, const Keyed& in_base, const Keyed& in_ours, const Keyed& in_theirs) {
    for (std::size_t i = 0; i < in_theirs.size(); ++i) {
      const auto& [key, theirs] = in_theirs[i];
      const Element here = child_of(in_ours, key), before = child_of(in_base, key);
      if (here) {
        elements(before, here, theirs);
      } else if (!before) {
        add(ours, in_ours, in_theirs, i);
      } else if (!is_same(before, theirs) && !is_whole(theirs)) {
        conflict(theirs, {}, "is gone in ours and changed in theirs");
      }
    }
    for (const auto& [key, before] : in_base) {
      const Element here = child_of(in_ours, key);
      if (!here || child_of(in_theirs, key)) continue;
      if (is_same(before, here) || is_whole(here)) {
        editor_.remove(here);
      } else {
        conflict(here, here, "is changed in ours and gone in theirs");
      }
    }
  }

  // Behind the sibling that it follows in theirs, or before the one that follows it.
  void add(Element ours, const Keyed& in_ours, const Keyed& in_theirs, std::size_t number) {
    const Fragment fragment = verbatim(in_theirs[number].second);
    for (std::size_t i = number; i-- > 0;) {
      if (const Element before = child_of(in_ours, in_theirs[i].first)) return editor_.insert_after(before, fragment);
    }
    for (std::size_t i = number + 1; i < in_theirs.size(); ++i) {
      if (const Element after = child_of(in_ours, in_theirs[i].first)) return editor_.insert_before(after, fragment);
    }
    editor_.append(ours, fragment);
  }

  Fragment verbatim(Element theirs) const {
    const xml::Span span = theirs_.document().span(theirs.index());
    Fragment fragment;
    fragment.verbatim = theirs_.document().source().substr(span.begin, span.after - span.begin);
    return fragment;
  }

  // Each side may be right by itself: a flow to a task that the other has removed. What neither had is the merge's doing.
  void check_result() {
    std::set<std::pair<std::string, std::string>> known;
    for (const Model* side : {ours_.get(), &theirs_}) {
      for (const Finding& finding : load(side->document().bytes()).findings) known.emplace(finding.rule, finding.element_id);
    }
    for (const Finding& finding : load(result_.bytes).findings) {
      if (finding.severity != Severity::error || known.count({finding.rule, finding.element_id})) continue;
      result_.conflicts.push_back({finding.element_id, "together they make an error: " + finding.message, finding.line});
    }
  }

  const Model& base_;
  const std::shared_ptr<const Model> ours_;
  const Model& theirs_;
  Editor editor_;
  Merged result_;
};

}  // namespace

Merged merge(const Model& base, std::shared_ptr<const Model> ours, const Model& theirs) { return Merge(base, std::move(ours), theirs).run(); }

}  // namespace baton::bpmn
