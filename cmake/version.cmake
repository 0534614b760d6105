# The version has one home: project(VERSION) in the root. The git id is asked at build time, so it
# is never older than the binary; outside a checkout it is "unknown".
include_guard(GLOBAL)

set(SSB_VERSION_SOURCE ${CMAKE_BINARY_DIR}/generated/version.cpp)
add_custom_target(version_source
  BYPRODUCTS ${SSB_VERSION_SOURCE}
  COMMAND ${CMAKE_COMMAND} -DOUT=${SSB_VERSION_SOURCE} -DVERSION=${PROJECT_VERSION}
          -DSOURCE=${CMAKE_SOURCE_DIR} -P ${CMAKE_SOURCE_DIR}/cmake/write_version.cmake
  COMMENT "Asking git for the build's id" VERBATIM)
