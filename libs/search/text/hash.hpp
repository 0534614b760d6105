// FNV-1a, 64 bits: for versions and shuffles, not for secrets.
#pragma once

#include <cstdint>
#include <string_view>

namespace search {

inline constexpr std::uint64_t kFnvStart = 0xcbf29ce484222325ULL;

constexpr std::uint64_t fnv1a(std::string_view bytes, std::uint64_t start = kFnvStart) {
    std::uint64_t value = start;
    for (const char byte : bytes) {
        value = (value ^ static_cast<unsigned char>(byte)) * 0x100000001b3ULL;
    }
    return value;
}

}  // namespace search
