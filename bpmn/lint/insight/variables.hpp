// Which variables a diagram reads and writes, as far as it says so.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "bpmn/lint/insight/texts.hpp"

namespace baton::bpmn::lint {

struct Read {
  std::string name;
  Text where;
};

class Variables {
 public:
  explicit Variables(const Diagram& diagram);

  // Those that the diagram names as written, and those that the engine itself provides.
  bool is_written(const std::string& name) const { return written_.count(name) > 0; }
  const std::set<std::string>& written() const { return written_; }
  // Something may write names that the diagram does not tell: workers, people without a form's fields, messages, called
  // processes, scripts that compute a name.
  bool has_unknown_writers() const { return unknown_; }
  // In document order, each place.
  const std::vector<Read>& reads() const { return reads_; }

 private:
  void add(std::string_view name);
  void write_by_elements(const Diagram& diagram);
  void write_by_vendor(Element element);
  void write_by_code(const Diagram& diagram);
  void find_calls(std::string_view text);
  void read(const Diagram& diagram);

  std::set<std::string> written_;
  bool unknown_ = false;
  std::vector<Read> reads_;
};

}  // namespace baton::bpmn::lint
