#include "tools/slack-twin/wire/assets.hpp"

#include <string>

namespace twin {
namespace {

std::string type_of(std::string_view name) {
    const std::string_view ending = name.substr(name.rfind('.') + 1);
    if (ending == "html") return "text/html; charset=utf-8";
    if (ending == "css") return "text/css; charset=utf-8";
    if (ending == "js") return "text/javascript; charset=utf-8";
    if (ending == "svg") return "image/svg+xml";
    if (ending == "png") return "image/png";
    return "application/octet-stream";
}

unsigned hue_of(std::string_view id) {
    unsigned sum = 7;
    for (const char c : id) sum = sum * 31 + static_cast<unsigned char>(c);
    return sum % 360;
}

}  // namespace

http::Response page_file(std::string_view name) {
    for (const PageFile& file : page_files())
        if (file.name == name)
            return {200,
                    {{"Content-Type", type_of(name)}, {"Cache-Control", "no-cache"}},
                    std::string(file.content)};
    return http::Response::text(404, "no such page\n");
}

http::Response avatar(std::string_view name) {
    const std::string id(name.substr(0, name.find('.')));
    std::string letter = id.size() > 2 ? id.substr(2, 1) : "?";
    if (letter.front() < '0' || letter.front() > 'Z') letter = "?";
    const std::string svg =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"72\" height=\"72\" viewBox=\"0 0 72 "
        "72\">"
        "<rect width=\"72\" height=\"72\" rx=\"16\" fill=\"hsl(" +
        std::to_string(hue_of(id)) +
        " 45% 42%)\"/><text x=\"36\" y=\"48\" font-family=\"sans-serif\" font-size=\"34\" "
        "text-anchor=\"middle\" fill=\"#fff\">" +
        letter + "</text></svg>";
    return {200, {{"Content-Type", "image/svg+xml"}, {"Cache-Control", "max-age=3600"}}, svg};
}

}  // namespace twin
