// Slack's request signature, version v0.
// https://docs.slack.dev/authentication/verifying-requests-from-slack
#pragma once

#include <string_view>
#include <vector>

#include "libs/base/clock.hpp"
#include "libs/base/secret.hpp"

namespace gateway {

enum class Verdict { genuine, missing, doubled, malformed, stale, forged };
std::string_view to_text(Verdict verdict);

// What a request brought: how often each header stood there, and its value.
struct SignedRequest {
    std::size_t timestamps = 0;
    std::size_t signatures = 0;
    std::string_view timestamp;  // epoch seconds, as sent
    std::string_view signature;  // "v0=<64 hex digits>"
    std::string_view body;       // raw bytes
};

inline constexpr std::chrono::seconds signature_window{300};  // either side of now

// Genuine with any one of `secrets` (two while rotating). Compares in constant time.
Verdict verify(const SignedRequest& request, const std::vector<base::Secret>& secrets, base::Time now);

}  // namespace gateway
