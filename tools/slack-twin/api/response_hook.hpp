// POSTs to a response_url, and the same message objects when they come inside an ack.
#pragma once

#include <string>

#include "tools/slack-twin/api/call.hpp"
#include "tools/slack-twin/team/workspace.hpp"

namespace twin {

// docs.slack.dev "Handling user interaction": 5 uses in 30 minutes; ephemeral unless response_type
// is in_channel; replace_original and delete_original act on the message whose button was pressed
// (a command has none, there they do nothing). An ephemeral message cannot become an in-channel
// one. Success: 200 "ok". Failure: 404 with {"ok":false,"error"} (as reported by users); a 429 as
// elsewhere.
void answer_response_url(Workspace& workspace, const http::Request& request, const Reply& reply);

// Shows `message` where `where` says; what the response_url and an ack's payload have in common.
CallAnswer show_response(Workspace& workspace, const ResponseUrl& where, const Json& message);

}  // namespace twin
