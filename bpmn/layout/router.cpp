#include "bpmn/layout/router.hpp"

#include <algorithm>
#include <limits>
#include <queue>
#include <unordered_map>

namespace baton::bpmn {

namespace {

constexpr double kStub = 15;       // how far a line leaves a box before it may turn
constexpr double kClearance = 6;   // how near it may pass another
constexpr float kText = 60;
constexpr double kBend = 25, kShare = 90, kCross = 12, kLate = 0.01;

void add_line(std::vector<double>& lines, double at) { lines.push_back(std::round(at * 2) / 2); }

void sort_unique(std::vector<double>& lines) {
  std::sort(lines.begin(), lines.end());
  lines.erase(std::unique(lines.begin(), lines.end(), [](double a, double b) { return b - a < 0.4; }), lines.end());
}

std::size_t index_of(const std::vector<double>& lines, double at) {
  const auto found = std::lower_bound(lines.begin(), lines.end(), at - 0.45);
  return std::min(static_cast<std::size_t>(found - lines.begin()), lines.size() - 1);
}

Point stub_of(const Port& port) {
  switch (port.side) {
    case Side::right: return {port.at.x + kStub, port.at.y};
    case Side::left: return {port.at.x - kStub, port.at.y};
    case Side::top: return {port.at.x, port.at.y - kStub};
    case Side::bottom: return {port.at.x, port.at.y + kStub};
  }
  return port.at;
}

// right, left, up, down.
constexpr int kDx[] = {1, -1, 0, 0}, kDy[] = {0, 0, -1, 1};
int out_of(Side side) { return static_cast<int>(side); }
int reverse(int direction) { return direction ^ 1; }

std::vector<Point> without_straight_points(const std::vector<Point>& points) {
  std::vector<Point> kept;
  for (const Point& p : points) {
    if (!kept.empty() && distance(kept.back(), p) < 0.6) continue;
    if (kept.size() >= 2) {
      const Point &a = kept[kept.size() - 2], &b = kept.back();
      const bool is_straight = (std::abs(a.x - b.x) < 0.6 && std::abs(b.x - p.x) < 0.6) || (std::abs(a.y - b.y) < 0.6 && std::abs(b.y - p.y) < 0.6);
      if (is_straight) kept.pop_back();
    }
    kept.push_back(p);
  }
  return kept;
}

std::vector<Point> elbow(const Port& from, const Port& to) {
  const Point a = stub_of(from), b = stub_of(to);
  return without_straight_points({from.at, a, {a.x, b.y}, b, to.at});
}

struct Step {
  double estimate;
  double cost;
  std::uint32_t state;
  bool operator<(const Step& other) const { return estimate > other.estimate; }
};

}  // namespace

std::vector<Port> ports_of(const Rect& box, double right, double left, double top, double bottom) {
  const Point c = box.center();
  return {{{box.right(), c.y}, Side::right, right}, {{box.x, c.y}, Side::left, left}, {{c.x, box.y}, Side::top, top}, {{c.x, box.bottom()}, Side::bottom, bottom}};
}

Router::Router(std::vector<Rect> boxes, std::vector<Rect> texts, std::vector<double> tracks) : boxes_(std::move(boxes)), texts_(std::move(texts)) {
  for (const Rect& box : boxes_) {
    for (const double off : {kStub, kStub + 10}) {
      add_line(xs_, box.x - off);
      add_line(xs_, box.right() + off);
      add_line(ys_, box.y - off);
      add_line(ys_, box.bottom() + off);
    }
  }
  for (const double track : tracks) add_line(ys_, track);
}

void Router::prepare(const std::vector<Port>& ports) {
  for (const Port& port : ports) {
    const Point stub = stub_of(port);
    add_line(xs_, stub.x);
    add_line(ys_, stub.y);
  }
}

// Calls right(cell) and down(cell) for the grid's edges that run through the box.
template <typename Right, typename Down>
void Router::through(const Rect& box, Right right, Down down) const {
  const auto first = [](const std::vector<double>& lines, double at) {  // the first line behind `at`
    return static_cast<std::size_t>(std::upper_bound(lines.begin(), lines.end(), at) - lines.begin());
  };
  const auto last = [](const std::vector<double>& lines, double at) {  // behind the last line before `at`
    return static_cast<std::size_t>(std::lower_bound(lines.begin(), lines.end(), at) - lines.begin());
  };
  const std::size_t x1 = first(xs_, box.x), x2 = last(xs_, box.right()), y1 = first(ys_, box.y), y2 = last(ys_, box.bottom());
  const std::size_t from_x = x1 > 0 ? x1 - 1 : 0, from_y = y1 > 0 ? y1 - 1 : 0;
  for (std::size_t y = y1; y < y2; ++y) {
    for (std::size_t x = from_x; x < x2; ++x) right(cell(x, y));
  }
  for (std::size_t x = x1; x < x2; ++x) {
    for (std::size_t y = from_y; y < y2; ++y) down(cell(x, y));
  }
}

void Router::build() {
  sort_unique(xs_);
  sort_unique(ys_);
  const std::size_t cells = xs_.size() * ys_.size();
  right_blocked_.assign(cells, 0);
  down_blocked_.assign(cells, 0);
  right_text_.assign(cells, 0);
  down_text_.assign(cells, 0);
  for (const Rect& box : boxes_) {
    through(box.grown(kClearance), [&](std::size_t at) { right_blocked_[at] = 1; }, [&](std::size_t at) { down_blocked_[at] = 1; });
  }
  for (const Rect& text : texts_) {
    through(text, [&](std::size_t at) { right_text_[at] = kText; }, [&](std::size_t at) { down_text_[at] = kText; });
  }
  is_built_ = true;
}

double Router::use_cost(const Uses& uses, std::size_t at, std::uint32_t from, std::uint32_t to) const {
  double cost = 0;
  const auto found = uses.find(at);
  if (found == uses.end()) return cost;
  for (const Use& use : found->second) cost += use.from == from || use.to == to ? 0 : kShare;
  return cost;
}

void Router::mark(const std::vector<Point>& points, std::uint32_t from, std::uint32_t to) {
  for (std::size_t i = 1; i < points.size(); ++i) {
    std::size_t x1 = index_of(xs_, points[i - 1].x), x2 = index_of(xs_, points[i].x);
    std::size_t y1 = index_of(ys_, points[i - 1].y), y2 = index_of(ys_, points[i].y);
    if (x1 > x2) std::swap(x1, x2);
    if (y1 > y2) std::swap(y1, y2);
    for (std::size_t x = x1; x < x2; ++x) right_uses_[cell(x, y1)].push_back({from, to});
    for (std::size_t y = y1; y < y2; ++y) down_uses_[cell(x1, y)].push_back({from, to});
  }
}

void Router::occupy(const std::vector<Point>& points, std::uint32_t from, std::uint32_t to) {
  if (!is_built_) build();
  if (!xs_.empty() && !ys_.empty()) mark(points, from, to);
}

std::vector<Point> Router::route(const std::vector<Port>& from, const std::vector<Port>& to, std::uint32_t from_id, std::uint32_t to_id,
                                 bool turns_early) {
  if (!is_built_) {
    prepare(from);
    prepare(to);
    build();
  }
  constexpr std::uint32_t kNone = 0xffffffff;
  struct Reached {
    double cost = std::numeric_limits<double>::infinity();
    std::uint32_t before = kNone;
    std::uint32_t port = 0;
  };
  // State: cell * 4 + the direction in which the line came.
  std::unordered_map<std::uint32_t, Reached> reached;
  std::unordered_map<std::uint32_t, std::size_t> goals;  // state that may end -> port
  for (std::size_t p = 0; p < to.size(); ++p) {
    const Point stub = stub_of(to[p]);
    const std::size_t at = cell(index_of(xs_, stub.x), index_of(ys_, stub.y));
    goals.emplace(static_cast<std::uint32_t>(at), p);
  }
  const auto estimate = [&](std::size_t x, std::size_t y) {
    double least = std::numeric_limits<double>::infinity();
    for (const Port& port : to) {
      const Point stub = stub_of(port);
      least = std::min(least, std::abs(xs_[x] - stub.x) + std::abs(ys_[y] - stub.y) + port.cost);
    }
    return least;
  };
  const std::size_t first_row = index_of(ys_, stub_of(from.front()).y);  // ports begin with the right one
  std::priority_queue<Step> queue;
  for (std::size_t p = 0; p < from.size(); ++p) {
    const Point stub = stub_of(from[p]);
    const std::size_t x = index_of(xs_, stub.x), y = index_of(ys_, stub.y);
    const auto state = static_cast<std::uint32_t>(cell(x, y) * 4 + static_cast<std::size_t>(out_of(from[p].side)));
    if (from[p].cost < reached[state].cost) {
      reached[state] = {from[p].cost, kNone, static_cast<std::uint32_t>(p)};
      queue.push({from[p].cost + estimate(x, y), from[p].cost, state});
    }
  }
  double best = std::numeric_limits<double>::infinity();
  std::uint32_t end = kNone;
  while (!queue.empty() && steps_left_ > 0 && queue.top().estimate < best) {
    --steps_left_;
    const Step step = queue.top();
    queue.pop();
    if (step.cost > reached[step.state].cost) continue;
    const std::uint32_t at = step.state / 4;
    const int came = static_cast<int>(step.state % 4);
    if (const auto goal = goals.find(at); goal != goals.end()) {
      const Port& port = to[goal->second];
      const int in = reverse(out_of(port.side));
      const double total = step.cost + port.cost + (in == came ? 0 : kBend);
      if (in != reverse(came) && total < best) best = total, end = step.state;
    }
    const std::size_t x = at % xs_.size(), y = at / xs_.size();
    for (int direction = 0; direction < 4; ++direction) {
      if (direction == reverse(came)) continue;
      const bool is_edge = (direction == 0 && x + 1 == xs_.size()) || (direction == 1 && x == 0) || (direction == 2 && y == 0) || (direction == 3 && y + 1 == ys_.size());
      if (is_edge) continue;
      const std::size_t nx = x + static_cast<std::size_t>(kDx[direction]), ny = y + static_cast<std::size_t>(kDy[direction]);
      const std::size_t lower = cell(std::min(x, nx), std::min(y, ny));
      const bool is_horizontal = direction < 2;
      if (is_horizontal ? right_blocked_[lower] : down_blocked_[lower]) continue;
      double cost = step.cost + std::abs(xs_[x] - xs_[nx]) + std::abs(ys_[y] - ys_[ny]) + (direction == came ? 0 : kBend);
      cost += is_horizontal ? right_text_[lower] : down_text_[lower];
      cost += use_cost(is_horizontal ? right_uses_ : down_uses_, lower, from_id, to_id);
      if (turns_early && is_horizontal && y == first_row) cost += kLate * std::abs(xs_[x] - xs_[nx]);
      // Across a line that runs the other way here.
      const auto& across = is_horizontal ? down_uses_ : right_uses_;
      if (use_cost(across, cell(nx, ny), from_id, to_id) > 0) cost += kCross;
      const auto state = static_cast<std::uint32_t>(cell(nx, ny) * 4 + static_cast<std::size_t>(direction));
      Reached& known = reached[state];
      if (cost >= known.cost) continue;
      known = {cost, step.state, 0};
      queue.push({cost + estimate(nx, ny), cost, state});
    }
  }
  if (end == kNone) return elbow(from.front(), to.front());
  std::vector<Point> points{to[goals.at(end / 4)].at};
  std::uint32_t state = end;
  for (;; state = reached[state].before) {
    points.push_back({xs_[state / 4 % xs_.size()], ys_[state / 4 / xs_.size()]});
    if (reached[state].before == kNone) break;
  }
  const Port& first = from[reached[state].port];
  points.push_back(first.at);
  std::reverse(points.begin(), points.end());
  // The ports' own coordinates, where the grid has merged lines that are nearly the same.
  const auto snap = [](Point& p, const Port& port) {
    if (port.side == Side::right || port.side == Side::left) p.y = port.at.y;
    else p.x = port.at.x;
  };
  snap(points[1], first);
  snap(points[points.size() - 2], to[goals.at(end / 4)]);
  points = without_straight_points(points);
  mark(points, from_id, to_id);
  return points;
}

}  // namespace baton::bpmn
