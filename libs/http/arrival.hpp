// Headers out of the library's container. For this room's sources only.
#pragma once

#include <algorithm>

#include "libs/http/message.hpp"

namespace http {

// Those of one name in order of arrival. cpp-httplib 0.11 has a std::multimap, which keeps it; 0.18
// a std::unordered_multimap, which in libstdc++ holds the last one first.
template <class Map>
Headers by_arrival(const Map& map) {
    Headers out;
    for (auto it = map.begin(); it != map.end();) {
        const auto end = map.equal_range(it->first).second;
        Headers one_name(it, end);
        if constexpr (requires { typename Map::hasher; }) {
            std::reverse(one_name.begin(), one_name.end());
        }
        out.insert(out.end(), one_name.begin(), one_name.end());
        it = end;
    }
    return out;
}

}  // namespace http
