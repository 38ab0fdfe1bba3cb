// bytes -> findings -> graph -> layout -> picture -> saved again: whatever comes in, nothing of it crashes, hangs, or changes
// what it was not asked to change.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>

#include "bpmn/bpmn.hpp"
#include "bpmn/convert/dialects.hpp"
#include "bpmn/diff/diff.hpp"
#include "bpmn/edit/editor.hpp"
#include "bpmn/format/canonical.hpp"
#include "bpmn/layout/layout.hpp"
#include "bpmn/lint/lint.hpp"
#include "bpmn/model/model.hpp"
#include "bpmn/render/render.hpp"
#include "fuzz/mutations.hpp"

using namespace baton;
using namespace baton::bpmn;

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);

namespace {

void demand(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

void save_with_drawings(const std::shared_ptr<const Model>& model, const std::vector<Scene>& scenes) {
  Editor editor(model);
  add_drawings(editor, scenes, true);
  demand(read(editor.save()).well_formed, "a file with drawings is well-formed");
}

void convert_to(const std::shared_ptr<const Model>& model, convert::Dialect to) {
  const auto from = convert::dialect_of(*model);
  if (!from) return;
  const auto conversion = convert::convert(model, *from, to);
  if (conversion) demand(read(conversion->bytes).well_formed, "a converted file is well-formed");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  LoadOptions options;
  options.lenient = size % 2 == 0;
  options.strict = true;
  const Loaded loaded = load(bytes, options);
  if (!loaded.model) return 0;
  demand(loaded.model->save() == bytes, "what is saved is what was loaded");
  lint::check(bytes, {}, {});
  const std::string fixed = canonical(*loaded.model);
  const Loaded again = read(fixed);
  demand(again.well_formed, "the canonical form is well-formed");
  demand(!again.model || canonical(*again.model) == fixed, "the canonical form is its own canonical form");
  const std::vector<Scene> scenes = laid_out_scenes(*loaded.model, size % 3 == 0);
  render_svg(scenes);
  save_with_drawings(loaded.model, scenes);
  convert_to(loaded.model, size % 2 ? convert::Dialect::camunda7 : convert::Dialect::camunda8);
  if (again.model) difference(*loaded.model, *again.model);
  return 0;
}

namespace {

// Too large and no XML: as it was.
std::size_t keep(const std::string& text, std::uint8_t* data, std::size_t max_size) {
  if (text.empty() || text.size() > max_size) return 0;
  std::memcpy(data, text.data(), text.size());
  return text.size();
}

std::string_view view(const std::uint8_t* data, std::size_t size) { return {reinterpret_cast<const char*>(data), size}; }

}  // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size, unsigned seed) {
  if (seed % 8 != 0) {
    if (const std::size_t made = keep(fuzz::mutated(view(data, size), seed), data, max_size)) return made;
  }
  return LLVMFuzzerMutate(data, size, max_size);
}

extern "C" std::size_t LLVMFuzzerCustomCrossOver(const std::uint8_t* data, std::size_t size, const std::uint8_t* other,
                                                 std::size_t other_size, std::uint8_t* out, std::size_t max_size, unsigned seed) {
  if (const std::size_t made = keep(fuzz::spliced(view(data, size), view(other, other_size), seed), out, max_size)) return made;
  return keep(std::string(view(data, size)), out, max_size);
}
