# Script mode: the language files as string literals, in OUT. A literal a line, put together by the
# compiler. Text is never made a CMake list here: a ; or [ in a sentence would be taken apart.
set(out "#include \"libs/texts/source.hpp\"\n\nnamespace texts {\n")
foreach(language IN ITEMS en ko)
  file(READ ${FOLDER}/${language}.txt text)
  string(REPLACE "\\" "\\\\" text "${text}")
  string(REPLACE "\"" "\\\"" text "${text}")
  string(REPLACE "\n" "\\n\"\n    \"" text "${text}")
  string(APPEND out "const char* const ${language}_source =\n    \"${text}\";\n")
endforeach()
string(APPEND out "}  // namespace texts\n")
file(WRITE ${OUT} "${out}")
