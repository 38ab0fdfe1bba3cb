# baton_library(NAME SOURCES ... PUBLIC libs... PRIVATE libs...): a room's library.
function(baton_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  if(NOT ARG_SOURCES)  # a room under construction
    return()
  endif()
  add_library(${name} STATIC ${ARG_SOURCES})
  target_include_directories(${name} PUBLIC
    $<BUILD_INTERFACE:${CMAKE_SOURCE_DIR}> $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}/baton>)
  target_link_libraries(${name} PUBLIC ${ARG_PUBLIC} PRIVATE ${ARG_PRIVATE})
  target_compile_features(${name} PUBLIC cxx_std_20)
  baton_options(${name})
  baton_precompiled(${name} baton_pch)
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

# Headers that most files include are parsed once: more than half of a file's compile time is theirs. One set for all
# rooms, one more with GoogleTest for the tests; every target's own options must be those of baton_options().
function(baton_precompiled name set)
  if(BATON_PCH)
    target_link_libraries(${name} PRIVATE fmt::fmt nlohmann_json::nlohmann_json)
    target_precompile_headers(${name} REUSE_FROM ${set})
  endif()
endfunction()

function(baton_precompiled_set name)
  file(WRITE ${CMAKE_BINARY_DIR}/${name}.cpp "")
  add_library(${name} OBJECT ${CMAKE_BINARY_DIR}/${name}.cpp)
  target_link_libraries(${name} PRIVATE fmt::fmt nlohmann_json::nlohmann_json ${ARGN})
  baton_options(${name})
  target_precompile_headers(${name} PRIVATE
    <algorithm> <array> <charconv> <cstdint> <cstring> <deque> <functional> <limits> <map> <memory> <mutex> <optional>
    <set> <string> <string_view> <unordered_map> <utility> <variant> <vector> <fmt/format.h> <nlohmann/json.hpp>)
endfunction()
