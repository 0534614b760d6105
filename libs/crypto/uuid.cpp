#include "libs/crypto/uuid.hpp"

#include "libs/crypto/hash.hpp"

namespace crypto {
namespace {

constexpr std::size_t uuid_digits = 32;

int digit_value(char digit) {
    if (digit >= '0' && digit <= '9') return digit - '0';
    if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
    return -1;
}

// The 16 bytes that a UUID's text stands for; dashes are passed over.
std::string bytes_of(std::string_view text) {
    std::string bytes;
    int high = -1;
    for (const char c : text) {
        const int value = digit_value(c);
        if (value < 0) continue;
        if (high < 0) {
            high = value;
        } else {
            bytes.push_back(static_cast<char>(high * 16 + value));
            high = -1;
        }
    }
    return bytes;
}

// Puts version and variant (RFC 9562, 4.1 and 4.2) and the dashes into 32 hex digits.
std::string shape(std::string hex, char version) {
    hex.resize(uuid_digits, '0');
    hex[12] = version;
    hex[16] = "89ab"[static_cast<std::size_t>(digit_value(hex[16])) & 3];
    return hex.substr(0, 8) + '-' + hex.substr(8, 4) + '-' + hex.substr(12, 4) + '-' +
           hex.substr(16, 4) + '-' + hex.substr(20);
}

}  // namespace

std::string uuid5(std::string_view space, std::string_view name) {
    std::string bytes = bytes_of(space);
    bytes.append(name);
    return shape(sha1_hex(bytes), '5');
}

std::string uuid4() { return shape(random_hex(16), '4'); }

}  // namespace crypto
