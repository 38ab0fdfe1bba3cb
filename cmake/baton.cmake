# baton_library(NAME SOURCES ... PUBLIC libs... PRIVATE libs... [PRECOMPILED set | HEADERS of its own]): a room's library.
function(baton_library name)
  cmake_parse_arguments(ARG "" "PRECOMPILED" "SOURCES;PUBLIC;PRIVATE;HEADERS" ${ARGN})
  if(NOT ARG_SOURCES)  # a room under construction
    return()
  endif()
  add_library(${name} STATIC ${ARG_SOURCES})
  target_include_directories(${name} PUBLIC
    $<BUILD_INTERFACE:${CMAKE_SOURCE_DIR}> $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}/baton>)
  target_link_libraries(${name} PUBLIC ${ARG_PUBLIC} PRIVATE ${ARG_PRIVATE})
  target_compile_features(${name} PUBLIC cxx_std_20)
  baton_options(${name})
  if(BATON_PCH AND ARG_HEADERS)
    target_link_libraries(${name} PRIVATE fmt::fmt nlohmann_json::nlohmann_json)
    target_precompile_headers(${name} PRIVATE ${BATON_COMMON_HEADERS} ${ARG_HEADERS})
  elseif(ARG_PRECOMPILED)
    baton_precompiled(${name} ${ARG_PRECOMPILED})
  else()
    baton_precompiled(${name} baton_pch)
  endif()
endfunction()

# baton_test(NAME SOURCES ... LIBS ...): one test program of a room, each case known to ctest.
function(baton_test name)
  if(NOT BATON_TESTS)
    return()
  endif()
  cmake_parse_arguments(ARG "" "" "SOURCES;LIBS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE ${ARG_LIBS} GTest::gtest GTest::gtest_main)
  baton_options(${name})
  baton_precompiled(${name} baton_test_pch)
  add_test(NAME ${name} COMMAND ${name} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
endfunction()

function(baton_options name)
  target_compile_options(${name} PRIVATE -Wall -Wextra -Wno-unused-parameter -Wno-missing-field-initializers)
  if(BATON_WERROR)
    target_compile_options(${name} PRIVATE -Werror -Wno-error=maybe-uninitialized -Wno-error=restrict
      -Wno-error=stringop-overflow -Wno-error=array-bounds -Wno-error=stringop-overread)
  endif()
  if(BATON_SANITIZE)
    target_compile_options(${name} PRIVATE -fsanitize=${BATON_SANITIZE} -fno-omit-frame-pointer)
    target_link_options(${name} PUBLIC -fsanitize=${BATON_SANITIZE})
  endif()
endfunction()

# Headers that most files include are parsed once: more than half of a file's compile time is theirs. A set is shared by
# targets with the same options (those of baton_options()). JSON has a set of its own, since its code costs every file
# that loads it, used or not; the runtime adds its own headers (runtime/CMakeLists.txt).
set(BATON_COMMON_HEADERS <algorithm> <array> <charconv> <cstdint> <cstring> <deque> <functional> <future> <limits> <map>
  <memory> <mutex> <optional> <set> <string> <string_view> <unordered_map> <unordered_set> <utility> <variant> <vector>
  <fmt/format.h>)

function(baton_precompiled name set)
  if(BATON_PCH)
    target_link_libraries(${name} PRIVATE fmt::fmt nlohmann_json::nlohmann_json)
    target_precompile_headers(${name} REUSE_FROM ${set})
  endif()
endfunction()

# baton_precompiled_set(NAME HEADERS ... LIBS ...): a set of its own beyond the common headers.
function(baton_precompiled_set name)
  cmake_parse_arguments(ARG "" "" "HEADERS;LIBS" ${ARGN})
  file(WRITE ${CMAKE_BINARY_DIR}/${name}.cpp "")
  add_library(${name} OBJECT ${CMAKE_BINARY_DIR}/${name}.cpp)
  target_link_libraries(${name} PRIVATE fmt::fmt nlohmann_json::nlohmann_json ${ARG_LIBS})
  baton_options(${name})
  target_precompile_headers(${name} PRIVATE ${BATON_COMMON_HEADERS} ${ARG_HEADERS})
endfunction()
