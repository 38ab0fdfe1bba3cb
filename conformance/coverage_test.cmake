# cmake -DBATON=... -DPAGE=... -DNEW=... -P coverage_test.cmake: is the page what the suite says today? NEW: written anew.
execute_process(COMMAND ${BATON} conformance own --coverage ${NEW} OUTPUT_QUIET ERROR_QUIET)
execute_process(COMMAND ${CMAKE_COMMAND} -E compare_files ${PAGE} ${NEW} RESULT_VARIABLE differs)
if(differs)
  message(FATAL_ERROR "${PAGE} is not current: baton conformance own --coverage docs/bpmn-coverage.md")
endif()
