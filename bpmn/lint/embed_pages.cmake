# cmake -DFOLDER=... -DOUTPUT=... -P embed_pages.cmake: the pages FOLDER/RULE/README.md as a C++ file (rule_pages.hpp).
file(GLOB files RELATIVE ${FOLDER} ${FOLDER}/*/README.md)
list(SORT files)
set(text "#include \"bpmn/lint/rule_pages.hpp\"\n\nnamespace baton::bpmn::lint {\n
const std::map<std::string_view, std::string_view>& rule_pages() {
  static const std::map<std::string_view, std::string_view> kPages{\n")
foreach(file ${files})
  file(READ ${FOLDER}/${file} content)
  string(REPLACE "/README.md" "" rule ${file})
  string(APPEND text "      {\"${rule}\", R\"page(${content})page\"},\n")
endforeach()
string(APPEND text "  };\n  return kPages;\n}\n\n}  // namespace baton::bpmn::lint\n")
file(WRITE ${OUTPUT} "${text}")
