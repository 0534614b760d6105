// What came back, as an Answer or an Error.
#pragma once

#include "libs/base/result.hpp"
#include "libs/http/message.hpp"
#include "libs/webapi/client.hpp"

namespace webapi {

// A Web API method's answer: JSON with `ok`, whatever the status says (slack-protocol 3.1).
base::Result<Answer> read_method_answer(http::Response response);

// A response_url's answer: "ok" or JSON on success; a word or JSON where Slack refuses.
base::Result<Answer> read_response_url_answer(http::Response response);

}  // namespace webapi
