#include "bpmn/rules/strict/imports.hpp"

#include <filesystem>
#include <set>

namespace baton::bpmn::strict {

namespace {

constexpr std::size_t kMaxImports = 1000;

// Nothing is fetched from anywhere else, so an address is no path.
bool is_path(std::string_view location) {
  return !location.empty() && location.find(':') == std::string_view::npos && location.front() != '/' &&
         location.front() != '\\';
}

// `first` is the file that imports: reached again on a way round, it is no other file.
Import read_one(const Model& first, Element element, std::string path, const ReadImport& read) {
  Import import;
  import.element = element;
  import.path = std::move(path);
  const std::optional<std::string> bytes = read ? read(import.path) : std::nullopt;
  import.is_found = bytes.has_value();
  if (!bytes) return import;
  import.is_well_formed = *bytes == first.save();
  if (import.is_well_formed) return import;
  xml::Parsed parsed = xml::parse(*bytes);
  import.is_well_formed = parsed.document != nullptr;
  if (!parsed.document) return import;
  auto model = std::make_shared<const Model>(std::move(parsed.document));
  if (model->root().tag() == Tag::definitions) import.model = std::move(model);
  return import;
}

}  // namespace

Imports read_imports(const Model& model, const ReadImport& read) {
  Imports imports;
  std::set<std::string> known;
  const auto add = [&](const Model& from, const std::filesystem::path& folder, Element root_element) {
    for (const Element& element : from.all(Tag::import)) {
      const Element shown = root_element ? root_element : element;
      const std::string location(element.attribute("location"));
      if (!is_path(location)) {
        if (!root_element) imports.push_back({shown, location, false, false, nullptr});
        continue;
      }
      std::string path = (folder / location).lexically_normal().generic_string();
      if (imports.size() < kMaxImports && known.insert(path).second) imports.push_back(read_one(model, shown, std::move(path), read));
    }
  };
  add(model, {}, {});
  for (std::size_t i = 0; i < imports.size(); ++i) {
    const Import import = imports[i];
    if (import.model) add(*import.model, std::filesystem::path(import.path).parent_path(), import.element);
  }
  return imports;
}

}  // namespace baton::bpmn::strict
