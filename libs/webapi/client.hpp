// The one client of Slack's Web API and of response_urls.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "libs/base/result.hpp"
#include "libs/base/secret.hpp"
#include "libs/http/client.hpp"

namespace webapi {

struct Config {
    std::string api_url = "https://slack.com/api/";
    std::chrono::milliseconds connect_timeout{1000};
    std::chrono::milliseconds total_timeout{
        5000};  // every call ends within this, whatever Slack does
    std::string proxy, no_proxy;
};

// Slack said ok:true.
struct Answer {
    std::string body;     // the whole JSON object
    std::string ts;       // top-level ts or message_ts, empty where none
    std::string channel;  // top-level channel id, empty where none
    std::string scopes = {};  // what the token may, commas between (x-oauth-scopes); may be empty
};

// Blocking, one caller at a time; keeps connections alive. The bodies are JSON with charset (Slack
// warns without it), `users.info` and other form-only methods are sent as forms
// (slack-protocol 3.3). Errors carry Slack's error word as code, or one of ours, and the advice of
// the error table (slack-protocol 3.5):
//   after    429 / ratelimited: wait = Retry-After
//   later    nothing was done: connect_failed, tls_failed, service_unavailable, image download
//   failed, … unknown  timeout, connection_lost, 5xx, internal_error, fatal_error, unparsable 200
//   never    channel_not_found, invalid_blocks, missing_scope, invalid_auth, …
class Client {
public:
    explicit Client(Config config);
    ~Client();
    Client(Client&&) noexcept;

    // `arguments` is a JSON object.
    base::Result<Answer> call(const std::string& method, const base::Secret& token,
                              const std::string& arguments);
    // Only hosts hooks.slack.com, hooks.slack-gov.com and that of api_url; else `foreign_host`
    // (never).
    base::Result<Answer> post_response_url(const base::Secret& url, const std::string& body);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

// Classes of the error table that the callers tell apart beyond the advice.
bool is_token_dead(const base::Error& error);  // invalid_auth, token_revoked, …: stop that team
bool is_conversation_closed(
    const base::Error& error);  // channel_not_found, not_in_channel, is_archived, …

}  // namespace webapi
