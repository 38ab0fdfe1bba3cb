// Writes SVG: groups, paths, texts. Knows nothing of BPMN.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bpmn/render/geometry.hpp"

namespace baton::bpmn {

// At most two decimals.
std::string svg_number(double value);

struct Paint {
  std::string fill = "none";
  std::string stroke = "none";
  double width = 1;
  std::string dash = {};
  std::string more = {};  // further attributes, as text
};

enum class Anchor { start, middle };

class Canvas {
 public:
  // `attributes` as text, e.g. class="x"; values must be escaped.
  void open(std::string_view attributes);
  void close();

  void rect(const Rect& bounds, double radius, const Paint& paint);
  void circle(Point center, double radius, const Paint& paint);
  void path(std::string_view data, const Paint& paint);
  // The path stands in a box of its own, whose origin is drawn at `at`.
  void path_at(Point at, double scale, std::string_view data, const Paint& paint);
  void polygon(const std::vector<Point>& points, const Paint& paint);
  // One line; y is the base line.
  void text(Point at, std::string_view line, double size, const std::string& color, Anchor anchor, std::string_view more = {});

  const std::string& content() const { return out_; }

 private:
  void finish(const Paint& paint);
  std::string out_;
  int depth_ = 1;
  void line();
};

}  // namespace baton::bpmn
