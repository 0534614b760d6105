// A delivery as the request Slack would make in HTTP mode.
#pragma once

#include "libs/base/clock.hpp"
#include "libs/http/message.hpp"
#include "tools/slack-twin/delivery/link.hpp"

namespace twin {

// POST with the body each kind has (events: JSON; commands: form; interactions: payload=JSON), the
// v0 signature over the raw body and, for a repeat, x-slack-retry-num and x-slack-retry-reason.
http::Request http_request(const Attempt& attempt, const std::string& target, base::Time now);
// The check Slack makes when a Request URL is saved; signed too.
http::Request verification_request(const std::string& challenge, const std::string& target,
                                   base::Time now);
// Whether the answer carries the challenge in one of the three documented forms.
bool verified(const http::Response& response, const std::string& challenge);

// What an answer within the deadline means.
struct HttpVerdict {
    bool acked = false;
    Json payload;                       // null: no body
    std::string failure, retry_reason;  // when not acked
    bool no_retry = false;
};
HttpVerdict judge(const http::Response& response);

}  // namespace twin
