#include "expression/juel/limits.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "expression/juel/fault.hpp"
#include "expression/juel/objects.hpp"
#include "expression/juel/spin.hpp"

namespace baton::juel {

namespace {

constexpr std::size_t kWeightOfValue = 64;

class Scale {
 public:
  void add(const Item& item, int depth) {
    check(kWeightOfValue, depth);
    if (item.is(ValueType::string)) check(item.value.as_string().size(), depth);
    if (item.is(ValueType::bytes)) check(item.value.as_bytes().size(), depth);
    if (!item.object) return;
    if (item.object->kind() == ObjectKind::list) {
      const auto& list = static_cast<const ListObject&>(*item.object);
      if (const Json* view = list.view()) return add(*view, depth);
      for (std::size_t i = 0; i < list.size(); ++i) add(list.at(i), depth + 1);
    } else if (item.object->kind() == ObjectKind::map) {
      const auto& map = static_cast<const MapObject&>(*item.object);
      if (const Json* view = map.view()) return add(*view, depth);
      for (const auto& [key, value] : map.entries()) {
        check(key.size(), depth);
        add(value, depth + 1);
      }
    } else if (item.object->kind() == ObjectKind::spin) {
      add(static_cast<const SpinObject&>(*item.object).node(), depth);
    }
  }

  void add(const Json& tree, int depth) {
    check(kWeightOfValue, depth);
    if (tree.is_string()) check(tree.get_ref<const std::string&>().size(), depth);
    if (tree.is_object()) {
      for (const auto& [key, member] : tree.items()) {
        check(key.size(), depth);
        add(member, depth + 1);
      }
    } else if (tree.is_array()) {
      for (const auto& element : tree) add(element, depth + 1);
    }
  }

 private:
  void check(std::size_t weight, int depth) {
    weight_ += weight;
    if (weight_ > kMaxWeight) {
      throw Fault{FaultKind::evaluation,
                  fmt::format("A list, map or document grew beyond {} bytes", kMaxWeight)};
    }
    if (depth > kMaxNesting) {
      throw Fault{FaultKind::evaluation,
                  fmt::format("A list, map or document nests deeper than {}", kMaxNesting)};
    }
  }

  std::size_t weight_ = 0;
};

}  // namespace

void check_text_size(std::size_t size) {
  if (size > kMaxText)
    throw Fault{FaultKind::evaluation, fmt::format("A text grew beyond {} bytes", kMaxText)};
}

void check_weight(const Item& item) { Scale().add(item, 0); }

void check_weight(const Json& tree) { Scale().add(tree, 0); }

}  // namespace baton::juel
