# fuzz_target(NAME SOURCES … LINKS …): a promise over any bytes (LLVMFuzzerTestOneInput) with the
# corpus in the folder beside it.
#   fuzz_NAME: the corpus and changes of it, as a test; the seed is a new one in every run.
#   fuzz_NAME_libfuzzer (Clang): libFuzzer's program; tests/fuzz/run builds and runs it. The target
#   fuzz_targets is all of these, or of the former where the compiler is another.
include_guard(GLOBAL)

set(SSB_FUZZ_SECONDS 1.6)  # of new inputs each: about ten seconds for all of them
add_custom_target(fuzz_targets)
add_library(fuzz_drive OBJECT EXCLUDE_FROM_ALL
  ${CMAKE_SOURCE_DIR}/tests/fuzz/drive/corpus.cpp ${CMAKE_SOURCE_DIR}/tests/fuzz/drive/driver.cpp
  ${CMAKE_SOURCE_DIR}/tests/fuzz/drive/mutate.cpp)
target_include_directories(fuzz_drive PUBLIC ${CMAKE_SOURCE_DIR})
target_compile_options(fuzz_drive PRIVATE ${SSB_WARNINGS})
target_link_libraries(fuzz_drive PUBLIC nlohmann_json::nlohmann_json)

function(fuzz_target name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINKS" ${ARGN})
  if(NOT SSB_TESTS)
    return()
  endif()
  set(program fuzz_${name})
  set(programs ${program})
  add_executable(${program} ${ARG_SOURCES})
  target_link_libraries(${program} PRIVATE fuzz_drive)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    add_executable(${program}_libfuzzer EXCLUDE_FROM_ALL ${ARG_SOURCES})
    target_link_options(${program}_libfuzzer PRIVATE -fsanitize=fuzzer)
    list(APPEND programs ${program}_libfuzzer)
  endif()
  foreach(each IN LISTS programs)
    target_include_directories(${each} PRIVATE ${CMAKE_SOURCE_DIR})
    target_compile_options(${each} PRIVATE ${SSB_WARNINGS})
    target_link_libraries(${each} PRIVATE ${ARG_LINKS})
    set_target_properties(${each} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
  endforeach()
  list(GET programs -1 best)
  add_dependencies(fuzz_targets ${best})
  add_dependencies(unit_tests ${program})
  file(WRITE ${CMAKE_BINARY_DIR}/fuzz/targets/${program} ${CMAKE_CURRENT_SOURCE_DIR}/corpus/${name})
  add_test(NAME ${program}
           COMMAND ${program} ${CMAKE_CURRENT_SOURCE_DIR}/corpus/${name} --seconds ${SSB_FUZZ_SECONDS}
                   --broken ${CMAKE_BINARY_DIR}/fuzz/broken
           WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  set_tests_properties(${program} PROPERTIES LABELS unit TIMEOUT 120)
endfunction()
