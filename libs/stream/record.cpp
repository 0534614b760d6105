#include "libs/stream/record.hpp"

namespace stream {

std::string_view header(const Headers& headers, std::string_view name) {
    for (auto it = headers.rbegin(); it != headers.rend(); ++it) {
        if (it->first == name) return it->second;
    }
    return {};
}

}  // namespace stream
