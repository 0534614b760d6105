// Slack's request signature, version 0.
#pragma once

#include <string>
#include <string_view>

namespace twin {

// "v0=" and the lower-case hex HMAC-SHA256, under the signing secret, of "v0:" + timestamp + ":" +
// the raw body (docs.slack.dev "Verifying requests from Slack").
std::string signature_v0(const std::string& secret, const std::string& timestamp,
                         std::string_view body);

}  // namespace twin
