#include "bpmn/render/canvas.hpp"

#include <fmt/format.h>

#include "bpmn/edit/markup.hpp"

namespace baton::bpmn {

std::string svg_number(double value) {
  std::string text = fmt::format("{:.2f}", value);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text == "-0" ? "0" : text;
}

void Canvas::line() { out_.append(2 * static_cast<std::size_t>(depth_), ' '); }

void Canvas::open(std::string_view attributes) {
  line();
  out_ += fmt::format("<g{}{}>\n", attributes.empty() ? "" : " ", attributes);
  ++depth_;
}

void Canvas::close() {
  --depth_;
  line();
  out_ += "</g>\n";
}

void Canvas::finish(const Paint& paint) {
  out_ += fmt::format(" fill=\"{}\"", escape_attribute(paint.fill));
  if (paint.stroke != "none") {
    out_ += fmt::format(" stroke=\"{}\" stroke-width=\"{}\"", escape_attribute(paint.stroke), svg_number(paint.width));
  }
  if (!paint.dash.empty()) out_ += fmt::format(" stroke-dasharray=\"{}\"", paint.dash);
  if (!paint.more.empty()) out_ += " " + paint.more;
  out_ += "/>\n";
}

void Canvas::rect(const Rect& bounds, double radius, const Paint& paint) {
  line();
  out_ += fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"", svg_number(bounds.x), svg_number(bounds.y),
                      svg_number(bounds.width), svg_number(bounds.height));
  if (radius > 0) out_ += fmt::format(" rx=\"{}\"", svg_number(radius));
  finish(paint);
}

void Canvas::circle(Point center, double radius, const Paint& paint) {
  line();
  out_ += fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"{}\"", svg_number(center.x), svg_number(center.y), svg_number(radius));
  finish(paint);
}

void Canvas::path(std::string_view data, const Paint& paint) {
  line();
  out_ += fmt::format("<path d=\"{}\"", data);
  finish(paint);
}

void Canvas::path_at(Point at, double scale, std::string_view data, const Paint& paint) {
  line();
  out_ += fmt::format("<path transform=\"translate({} {})", svg_number(at.x), svg_number(at.y));
  if (scale != 1) out_ += fmt::format(" scale({})", svg_number(scale));
  out_ += fmt::format("\" d=\"{}\"", data);
  finish(paint);
}

void Canvas::polygon(const std::vector<Point>& points, const Paint& paint) {
  std::string data;
  for (const Point& p : points) data += fmt::format("{}{} {}", data.empty() ? "M" : " L", svg_number(p.x), svg_number(p.y));
  path(data + " Z", paint);
}

void Canvas::text(Point at, std::string_view words, double size, const std::string& color, Anchor anchor, std::string_view more) {
  line();
  out_ += fmt::format("<text x=\"{}\" y=\"{}\" font-size=\"{}\" fill=\"{}\"{}{}{}>{}</text>\n", svg_number(at.x), svg_number(at.y),
                      svg_number(size), escape_attribute(color), anchor == Anchor::middle ? " text-anchor=\"middle\"" : "",
                      more.empty() ? "" : " ", more, escape_text(words));
}

}  // namespace baton::bpmn
