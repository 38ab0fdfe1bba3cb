# cmake -DFOLDER=... -DOUTPUT=... -P embed.cmake: the scenarios below FOLDER as a C++ file (suites/built_in.hpp).
file(GLOB_RECURSE files RELATIVE ${FOLDER} ${FOLDER}/*.scenario)
list(SORT files)
set(text "#include \"conformance/suites/built_in.hpp\"\n\nnamespace baton::conformance {\n
std::map<std::string, std::string> built_in_scenarios() {\n  return {\n")
foreach(file ${files})
  file(READ ${FOLDER}/${file} content)
  string(APPEND text "      {\"${file}\", R\"scenario(${content})scenario\"},\n")
endforeach()
string(APPEND text "  };\n}\n\n}  // namespace baton::conformance\n")
file(WRITE ${OUTPUT} "${text}")
