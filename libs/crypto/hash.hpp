// Digests, MACs and comparison: the door of OpenSSL. C++17-clean.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "libs/base/secret.hpp"

namespace crypto {

std::string sha1_hex(std::string_view bytes);    // lower case; for Redis' EVALSHA only
std::string sha256_hex(std::string_view bytes);  // lower case
std::string hmac_sha256_hex(const base::Secret& key, std::string_view bytes);

// Takes the same time wherever the first difference lies; different lengths are unequal.
bool equal_in_constant_time(std::string_view a, std::string_view b);

// `bytes` random bytes as lower-case hex, from the system's generator.
std::string random_hex(std::size_t bytes);
std::uint64_t random_u64();

}  // namespace crypto
