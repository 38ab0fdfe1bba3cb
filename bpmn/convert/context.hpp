// What the translators of dialects share: the file being rewritten, what is told about it, and expressions.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bpmn/edit/editor.hpp"
#include "bpmn/findings.hpp"

namespace baton::bpmn::convert {

struct Target {
  std::string_view uri, prefix;  // the namespace that is written, and what it is usually called
};

inline constexpr std::string_view kZeebeUri = "http://camunda.org/schema/zeebe/1.0";
inline constexpr Target kCamunda7{"http://camunda.org/schema/1.0/bpmn", "camunda"};
inline constexpr Target kOperaton{"http://operaton.org/schema/1.0/bpmn", "operaton"};
inline constexpr Target kCamunda8{kZeebeUri, "zeebe"};

class Context {
 public:
  enum class Use : std::uint8_t {
    file,         // to be kept: what cannot be carried over stays as it is
    run,          // to be executed here: it is an error
    run_lenient,  // ... or fails when it is reached
  };

  Context(std::shared_ptr<const Model> model, Target target, Use use);

  const Model& model() const { return editor_.model(); }
  Editor& editor() { return editor_; }
  bool is_for_a_file() const { return use_ == Use::file; }

  // An attribute of the target's namespace, a child for the extensionElements, a property of its metadata element.
  void set(Element element, std::string_view name, std::string_view value);
  void add(Element owner, Fragment fragment);
  void add_property(Element owner, std::string_view name, std::string_view value);
  // A fragment of the target's namespace. Attributes with an empty value are left out.
  Fragment fragment(Element at, std::string_view name, std::vector<std::pair<std::string, std::string>> attributes);
  // An element of BPMN's own namespace, named as the file does it.
  std::string bpmn_name(Element at, std::string_view name) const;
  // The element becomes another one of BPMN.
  void retag(Element element, std::string_view name);
  // A child of extensionElements; an attribute of a namespace.
  void drop(Element extension);
  void drop_attribute(Element element, std::string_view uri, std::string_view name);

  // Means something a little different.
  void note(Element at, std::string message);
  // Is not done.
  void lost(Element at, std::string message);
  // Cannot be executed as it is.
  void unrunnable(Element at, std::string rule, std::string message);

  // "=feel" as text with ${}; text without "=" as it is. What cannot be translated is told.
  std::string juel(Element at, std::string_view text);
  // Text with ${} as "=feel" or text.
  std::string feel(Element at, std::string_view text);

  struct Result {
    std::string bytes;
    std::vector<xml::Piece> origin;
    Findings findings;
  };
  Result finish();

 private:
  void write_extensions();
  void report(Severity severity, Element at, std::string rule, std::string message);
  std::string untranslated(Element at, std::string_view rule, std::string_view text, const std::string& why);

  Editor editor_;
  Target target_;
  Use use_;
  Findings findings_;
  std::map<xml::ElementIndex, std::vector<Fragment>> added_;
  std::map<xml::ElementIndex, std::vector<std::pair<std::string, std::string>>> properties_;
  std::set<xml::ElementIndex> dropped_;
};

// Is the element of this namespace?
bool is_of(Element element, std::string_view uri);
// An attribute of this namespace.
std::optional<std::string_view> attribute_of(Element element, std::string_view uri, std::string_view name);
bool declares(const Model& model, std::string_view uri);

}  // namespace baton::bpmn::convert
