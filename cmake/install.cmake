# install(): the binary, and the rooms as libraries with a CMake package, so that a C++ program can embed the engine:
#   find_package(Baton) ; target_link_libraries(program PRIVATE Baton::runtime)
include(CMakePackageConfigHelpers)

set(BATON_EXPORTED)
foreach(room expression script document bpmn store runtime persistence)
  if(TARGET baton_${room})
    set_target_properties(baton_${room} PROPERTIES EXPORT_NAME ${room})
    list(APPEND BATON_EXPORTED baton_${room})
  endif()
endforeach()
install(TARGETS ${BATON_EXPORTED} EXPORT BatonTargets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
if(TARGET baton)
  install(TARGETS baton RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()

# Headers keep their paths, so that includes read as in the repository.
foreach(room expression bpmn runtime persistence)
  install(DIRECTORY ${room} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/baton FILES_MATCHING PATTERN "*.hpp"
          PATTERN "testing" EXCLUDE)
endforeach()

install(EXPORT BatonTargets NAMESPACE Baton:: DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/Baton)
configure_package_config_file(cmake/BatonConfig.cmake.in ${CMAKE_BINARY_DIR}/BatonConfig.cmake
  INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/Baton)
write_basic_package_version_file(${CMAKE_BINARY_DIR}/BatonConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_BINARY_DIR}/BatonConfig.cmake ${CMAKE_BINARY_DIR}/BatonConfigVersion.cmake
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/Baton)
