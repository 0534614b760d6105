#include "libs/crypto/hash.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <cstring>
#include <stdexcept>

namespace crypto {
namespace {

std::string to_hex(const unsigned char* bytes, std::size_t count) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string text(count * 2, '0');
    for (std::size_t i = 0; i < count; ++i) {
        text[2 * i] = digits[bytes[i] >> 4];
        text[2 * i + 1] = digits[bytes[i] & 15];
    }
    return text;
}

std::string digest_hex(const EVP_MD* kind, std::string_view bytes) {
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned int size = 0;
    if (EVP_Digest(bytes.data(), bytes.size(), digest, &size, kind, nullptr) != 1) {
        throw std::runtime_error("EVP_Digest failed");
    }
    return to_hex(digest, size);
}

void fill_random(unsigned char* bytes, std::size_t count) {
    if (RAND_bytes(bytes, static_cast<int>(count)) != 1) throw std::runtime_error("RAND_bytes failed");
}

}  // namespace

std::string sha1_hex(std::string_view bytes) { return digest_hex(EVP_sha1(), bytes); }
std::string sha256_hex(std::string_view bytes) { return digest_hex(EVP_sha256(), bytes); }

std::string hmac_sha256_hex(const base::Secret& key, std::string_view bytes) {
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned int size = 0;
    const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
    const std::string& k = key.reveal();
    if (!HMAC(EVP_sha256(), k.data(), static_cast<int>(k.size()), data, bytes.size(), digest, &size)) {
        throw std::runtime_error("HMAC failed");
    }
    return to_hex(digest, size);
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string random_hex(std::size_t bytes) {
    std::string raw(bytes, '\0');
    auto* data = reinterpret_cast<unsigned char*>(raw.data());
    fill_random(data, bytes);
    return to_hex(data, bytes);
}

std::uint64_t random_u64() {
    unsigned char raw[8];
    fill_random(raw, sizeof raw);
    std::uint64_t value = 0;
    std::memcpy(&value, raw, sizeof value);
    return value;
}

}  // namespace crypto
