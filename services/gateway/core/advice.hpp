// What a person has to do about a way to Slack that does not open.
#pragma once

#include <string_view>

#include "libs/base/error.hpp"

namespace gateway {

// The setting or switch to look at, what it looks like, where to get it; empty where waiting is the
// right thing to do. `code`: of an Error of the socket's address, the dial or a disconnect's
// reason.
std::string_view mend_for(std::string_view code);

// An answer of apps.connections.open as the socket's plan wants it. Only what a person must mend is
// `never` there; a status that the way to Slack made up (a proxy's 408, a load balancer's 409)
// passes.
base::Error judge_refusal(base::Error error);

// Slack's word for why a socket must go, or "other": a metric has no room for any word.
std::string_view known_reason(std::string_view reason);

}  // namespace gateway
