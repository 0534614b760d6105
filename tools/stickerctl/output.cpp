#include "tools/stickerctl/output.hpp"

#include <iostream>
#include <nlohmann/json.hpp>

namespace stickerctl {

void print_line(const std::string& text) { std::cout << text << '\n' << std::flush; }

void print_json(const nlohmann::ordered_json& object) {
    // Whoever asks may ask with any bytes; the answer is always UTF-8.
    print_line(object.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
}

void complain(const std::string& text) { std::cerr << text << '\n'; }

}  // namespace stickerctl
