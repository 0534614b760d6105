# Script mode: writes OUT only when its text changed, so an unchanged id rebuilds nothing.
execute_process(COMMAND git -C ${SOURCE} describe --always --dirty --abbrev=12
                OUTPUT_VARIABLE id OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE failed)
if(failed OR NOT id)
  set(id unknown)
endif()
set(text "#include \"libs/runtime/version.hpp\"\n\nnamespace runtime {\nconst char* version() { return \"${VERSION}\"; }\nconst char* git_id() { return \"${id}\"; }\n}  // namespace runtime\n")
if(EXISTS ${OUT})
  file(READ ${OUT} old)
endif()
if(NOT "${old}" STREQUAL "${text}")
  file(WRITE ${OUT} "${text}")
endif()
