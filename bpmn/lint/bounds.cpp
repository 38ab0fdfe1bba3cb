#include "bpmn/lint/bounds.hpp"

#include <charconv>

namespace baton::bpmn::lint {

namespace {

std::optional<double> number(Element element, std::string_view name) {
  const std::string_view text = element.attribute(name);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() ? std::optional(value) : std::nullopt;
}

Element box_of(Element shape) { return shape ? shape.child("Bounds") : Element(); }

}  // namespace

std::optional<std::pair<double, double>> size_of(Element shape) {
  const Element box = box_of(shape);
  if (!box) return std::nullopt;
  const auto width = number(box, "width"), height = number(box, "height");
  return width && height ? std::optional(std::pair(*width, *height)) : std::nullopt;
}

std::optional<Bounds> bounds_of(Element shape) {
  const auto size = size_of(shape);
  if (!size) return std::nullopt;
  const Element box = box_of(shape);
  const auto x = number(box, "x"), y = number(box, "y");
  return x && y ? std::optional(Bounds{*x, *y, size->first, size->second}) : std::nullopt;
}

}  // namespace baton::bpmn::lint
