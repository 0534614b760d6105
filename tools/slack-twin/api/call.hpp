// A Web API call as it came, and its answer.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "libs/http/message.hpp"
#include "tools/slack-twin/world/json.hpp"

namespace twin {

struct Call {
    std::string method, token;
    Json args = Json::object();  // JSON texts inside form fields are already parsed
    std::string error;           // invalid_json, json_not_object, …; empty: well-formed
    std::vector<std::string> warnings;
};

// Reads method, token and arguments as docs.slack.dev "Web API" describes: JSON or form body,
// bearer header (or `token` in a form body, never in the query). Basic credentials become the
// arguments client_id and client_secret, as oauth.v2.access takes either.
Call read_call(const http::Request& request);

// The answer: HTTP 200 for every logical error; 429 with Retry-After for a limit.
struct CallAnswer {
    Json body;
    int status = 200, retry_after = 0;

    bool ok() const { return flag_of(body, "ok", false); }
    static CallAnswer success(Json members = Json::object());
    static CallAnswer failure(const std::string& error, Json members = Json::object());
    static CallAnswer throttled(int retry_after);
    // invalid_arguments with response_metadata.messages.
    static CallAnswer invalid(const std::vector<std::string>& messages);
    static CallAnswer missing_scope(
        const std::string& needed);  // `provided` is added by answer_call
};

// How bytes go back to the caller: an ordinary response, perhaps late, cut or dripped by a fault.
struct Answer {
    http::Response response;
    bool cut = false;  // close the connection without answering
    int drip_ms = 0;   // between two bytes
};
using Reply = std::function<void(Answer)>;  // called once

http::Response to_response(const CallAnswer& answer);

}  // namespace twin
