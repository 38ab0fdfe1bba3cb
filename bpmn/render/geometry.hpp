// Points and rectangles of diagrams, in the pixels of diagram interchange.
#pragma once

#include <algorithm>
#include <cmath>

namespace baton::bpmn {

struct Point {
  double x = 0, y = 0;
  bool operator==(const Point&) const = default;
};

struct Rect {
  double x = 0, y = 0, width = 0, height = 0;
  bool operator==(const Rect&) const = default;

  double right() const { return x + width; }
  double bottom() const { return y + height; }
  Point center() const { return {x + width / 2, y + height / 2}; }
  bool contains(Point p) const { return p.x >= x && p.x <= right() && p.y >= y && p.y <= bottom(); }
  bool contains(const Rect& r) const { return contains(Point{r.x, r.y}) && contains(Point{r.right(), r.bottom()}); }
  bool overlaps(const Rect& r) const { return x < r.right() && r.x < right() && y < r.bottom() && r.y < bottom(); }
  Rect grown(double by) const { return {x - by, y - by, width + 2 * by, height + 2 * by}; }
};

// The smallest rectangle around both; an empty one adds nothing.
inline Rect united(const Rect& a, const Rect& b) {
  if (a.width == 0 && a.height == 0) return b;
  if (b.width == 0 && b.height == 0) return a;
  const double x = std::min(a.x, b.x), y = std::min(a.y, b.y);
  return {x, y, std::max(a.right(), b.right()) - x, std::max(a.bottom(), b.bottom()) - y};
}

inline double distance(Point a, Point b) { return std::hypot(a.x - b.x, a.y - b.y); }

}  // namespace baton::bpmn
