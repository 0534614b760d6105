#include "tools/slack-twin/delivery/signature.hpp"

#include "libs/crypto/hash.hpp"

namespace twin {

std::string signature_v0(const std::string& secret, const std::string& timestamp,
                         std::string_view body) {
    std::string base = "v0:" + timestamp + ":";
    base += body;
    return "v0=" + crypto::hmac_sha256_hex(base::Secret(secret), base);
}

}  // namespace twin
