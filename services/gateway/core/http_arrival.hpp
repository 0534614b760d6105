// HTTP mode: what a genuine request brings, told apart and made alike to Socket Mode.
#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "libs/slack/envelope.hpp"
#include "services/gateway/core/intake.hpp"

namespace gateway {

// A request whose signature was verified before it came here.
struct GenuineRequest {
    std::string body;
    bool is_form = false;  // application/x-www-form-urlencoded
    std::vector<std::pair<std::string, std::string>> form;  // decoded, in order; only of a form
    std::string timestamp;                                  // X-Slack-Request-Timestamp
    std::string retry_number, retry_reason;                 // X-Slack-Retry-Num, -Reason
};

struct UrlCheck {
    std::string challenge;  // to be sent back
};
struct CertificateProbe {};  // ssl_check=1: 200 and nothing else
struct Unusable {
    base::Error why;
};
struct Arrived {
    Delivery delivery;
    slack::Routing routing;
    std::string payload;
};
using Arrival = std::variant<UrlCheck, CertificateProbe, Unusable, Arrived>;

// Interactions are forms with one field `payload`; commands are forms with a `command`; events are
// JSON. `ssl_check` counts only where nothing else is in the form (bolt-js#2897: it must never open a
// way around a check for a payload that comes with it).
Arrival read_request(const GenuineRequest& request);

}  // namespace gateway
