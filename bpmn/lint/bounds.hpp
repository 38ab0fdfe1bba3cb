// Where a shape is drawn.
#pragma once

#include <optional>
#include <utility>

#include "bpmn/model/model.hpp"

namespace baton::bpmn::lint {

struct Bounds {
  double x = 0, y = 0, width = 0, height = 0;
};

// Nothing for edges, and for shapes whose bounds are no numbers.
std::optional<Bounds> bounds_of(Element shape);
// (width, height), also when the place is unknown.
std::optional<std::pair<double, double>> size_of(Element shape);

}  // namespace baton::bpmn::lint
