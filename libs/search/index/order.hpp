// Many words in byte order, quickly: what loading spends most of its time on.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace search {

// The places of the texts in the order of their bytes; equal ones in the order given.
std::vector<std::uint32_t> order_of(const std::vector<std::string_view>& texts);

}  // namespace search
