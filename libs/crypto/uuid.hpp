// Name-based UUIDs (RFC 9562, version 5: SHA-1 of namespace and name). C++17-clean.
#pragma once

#include <string>
#include <string_view>

namespace crypto {

// `space` is a UUID in text form. Lower case, with dashes.
std::string uuid5(std::string_view space, std::string_view name);

// A random UUID (version 4).
std::string uuid4();

}  // namespace crypto
