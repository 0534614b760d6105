// The page's files, built into the program, and the members' pictures.
#pragma once

#include <string_view>
#include <vector>

#include "libs/http/message.hpp"

namespace twin {

struct PageFile {
    std::string_view name, content;
};
// Generated at build time from tools/slack-twin/page/.
const std::vector<PageFile>& page_files();

http::Response page_file(std::string_view name);  // 404 where there is none
// "U0KIM.svg": a round picture with an initial; any id has one, always the same.
http::Response avatar(std::string_view name);

}  // namespace twin
