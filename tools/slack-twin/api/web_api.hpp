// The front of /api/: faults, tokens, scopes, the method itself, and the ledger's line.
#pragma once

#include "tools/slack-twin/api/call.hpp"
#include "tools/slack-twin/team/workspace.hpp"

namespace twin {

// On the Workspace's thread. `reply` is called once: at once, or later where a fault says so.
// A call that a fault delays has its effect when it arrives; only the answer is late.
void answer_call(Workspace& workspace, const http::Request& request, const Reply& reply);

// GET /oauth/v2/authorize, where a member agrees at once: redirects to redirect_uri with a code for
// the scopes asked for (those the app has, where none are named) and the state it was given. 400
// without a redirect_uri or for another client_id.
void answer_authorize(Workspace& workspace, const http::Request& request, const Reply& reply);

// The rest of a call that a fault may touch, shared with response_urls: `run` has the effect.
// `method` and `args` are for the ledger and for choosing the fault.
void run_with_faults(Workspace& workspace, const std::string& method, const Json& args,
                     const std::function<CallAnswer()>& run,
                     const std::function<http::Response(const CallAnswer&)>& render,
                     const Reply& reply);

}  // namespace twin
