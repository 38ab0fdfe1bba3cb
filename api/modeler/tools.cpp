// Finding files by what is in them, checking what is not kept, and the description of all this.
#include "api/modeler/answers.hpp"
#include "api/modeler/description.hpp"
#include "api/modeler/lists.hpp"
#include "api/modeler/operation.hpp"
#include "api/modeler/upload.hpp"

namespace baton::api {

namespace {

constexpr std::size_t kMostMatches = 20;  // of a file

std::string lower(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return text;
}

std::string like_pattern(const std::string& text) {
  std::string pattern = "%";
  for (const char c : text) {
    if (c == '%' || c == '_' || c == '\\') pattern += '\\';
    pattern += c;
  }
  return pattern + "%";
}

// The lines "type TAB id TAB name" that hold the text in the id or the name.
Json matches(const std::string& words, const std::string& text) {
  const std::string wanted = lower(text);
  Json found = Json::array();
  for (std::size_t begin = 0; begin < words.size() && found.size() < kMostMatches;) {
    const std::size_t end = words.find('\n', begin);
    const std::string line = words.substr(begin, end - begin);
    const std::size_t id = line.find('\t') + 1, name = line.find('\t', id) + 1;
    if (lower(line).find(wanted, id) != std::string::npos) {
      found.push_back({{"type", line.substr(0, id - 1)}, {"id", line.substr(id, name - 1 - id)}, {"name", line.substr(name)}});
    }
    begin = end + 1;
  }
  return found;
}

Response search(const Request& request, Context& context) {
  const std::string text = request.param("query").value_or("");
  if (text.empty()) throw HttpError{400, "InvalidRequestException", "query is missing: a part of a path, or of an element's id or name"};
  namespace c = col::model_file;
  const std::string pattern = like_pattern(text);
  const Where found = where::any({where::like(c::path, pattern, true), where::exists(TableId::model_words, col::model_words::id, c::id,
                                                                                     where::like(col::model_words::words, pattern, true))});
  Response response = model_files().answer(request, found, context);
  Json list = Json::parse(response.body);
  for (Json& file : list) {
    const auto words = context.engine.store().get<ModelWords>(file["id"].get<std::string>());
    file["matches"] = words ? matches(words->words, text) : Json::array();
  }
  return Response::json(list);
}

Response check(const Request& request, Context&) {
  const Upload upload = read_upload(request);
  const std::string path = upload.path.empty() ? "diagram.bpmn" : upload.path;
  return Response::json(findings_dto(modeler::Workspace::check(path, upload.content.bytes, upload.content.lenient)));
}

Response describe(const Request& request, Context&) { return Response::json(modeler_description(request)); }

}  // namespace

const Operations& modeler_tool_operations() {
  static const std::vector<QueryParameter> searching{{"query", "string", "Part of a path, or of the id or name of an element of the newest version."},
                                                     {"projectId", "string", "Only in this project."},
                                                     {"kind", "string", "Only files of this kind."},
                                                     {"includeDeleted", "boolean", "Deleted files as well."}};
  static const std::vector<QueryParameter> checking{{"path", "string", "A name that tells the kind; default: diagram.bpmn."},
                                                    {"lenient", "boolean", "Check as a lenient deployment does."}};
  static const Operations table = {
      {"GET", "/modeler/search", search, "searchFiles", "Finds files by their path and by the elements in them.", BodyKind::none, "", "FoundFile[]", 200, false,
       listed(searching, "path, created, updated, size or version.")},
      {"POST", "/modeler/check", check, "checkContent", "Checks content without keeping it.", BodyKind::content, "", "Findings", 200, false, checking},
      {"GET", "/modeler/openapi.json", describe, "getDescription", "Answers this description.", BodyKind::none, "", "application/json"},
  };
  return table;
}

}  // namespace baton::api
