# Script mode: writes OUT, a C++ file that holds every file of DIR (page/ and its folders) as a
# string under its path from DIR.
file(GLOB_RECURSE files LIST_DIRECTORIES false RELATIVE ${DIR} ${DIR}/*)
list(SORT files)
set(arrays "")
set(entries "")
set(number 0)
foreach(name IN LISTS files)
  file(READ ${DIR}/${name} hex HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" bytes "${hex}")
  # Pieces of 4,000 escapes: compilers bound the length of one literal.
  string(REGEX REPLACE "(................................................................)" "\\1\"\n\"" bytes "${bytes}")
  string(APPEND arrays "constexpr char file_${number}[] =\n\"${bytes}\";\n")
  string(APPEND entries "        {\"${name}\", {file_${number}, sizeof file_${number} - 1}},\n")
  math(EXPR number "${number} + 1")
endforeach()
file(WRITE ${OUT} "#include \"tools/slack-twin/wire/assets.hpp\"

namespace twin {
namespace {
${arrays}}  // namespace

const std::vector<PageFile>& page_files() {
    static const std::vector<PageFile> files{
${entries}    };
    return files;
}

}  // namespace twin
")
