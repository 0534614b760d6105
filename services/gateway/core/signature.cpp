#include "services/gateway/core/signature.hpp"

#include <array>
#include <charconv>
#include <string>

#include "libs/crypto/hash.hpp"

namespace gateway {
namespace {

// Digits only, and few enough to fit: "+1", " 1" and "1e3" are not what Slack sends.
bool parse_seconds(std::string_view text, long& seconds) {
    if (text.empty() || text.size() > 12 ||
        text.find_first_not_of("0123456789") != std::string_view::npos) {
        return false;
    }
    std::from_chars(text.data(), text.data() + text.size(), seconds);
    return true;
}

}  // namespace

std::string_view to_text(Verdict verdict) {
    static constexpr std::array<std::string_view, 6> names{"genuine",   "missing", "doubled",
                                                           "malformed", "stale",   "forged"};
    return names[static_cast<std::size_t>(verdict)];
}

Verdict verify(const SignedRequest& request, const std::vector<base::Secret>& secrets,
               base::Time now) {
    if (request.timestamps == 0 || request.signatures == 0) return Verdict::missing;
    if (request.timestamps > 1 || request.signatures > 1) return Verdict::doubled;
    long seconds = 0;
    if (!parse_seconds(request.timestamp, seconds)) return Verdict::malformed;
    const auto age = now - base::Time{std::chrono::seconds{seconds}};
    if (age > signature_window || age < -signature_window) return Verdict::stale;

    std::string signed_text = "v0:" + std::string(request.timestamp) + ":";
    signed_text.append(request.body);
    bool genuine = false;
    for (const base::Secret& secret : secrets) {
        if (secret.empty()) continue;  // an empty key would be everybody's key
        const std::string expected = "v0=" + crypto::hmac_sha256_hex(secret, signed_text);
        genuine |= crypto::equal_in_constant_time(expected, request.signature);
    }
    return genuine ? Verdict::genuine : Verdict::forged;
}

}  // namespace gateway
