// How a method's arguments travel.
#pragma once

#include <string>

#include "libs/base/result.hpp"
#include "libs/base/secret.hpp"
#include "libs/http/message.hpp"

namespace webapi {

// A POST of `arguments` (a JSON object) to `path`, as JSON or, for the methods that take nothing
// else, as a form (slack-protocol 3.3). Error `bad_arguments` (never): no JSON object.
base::Result<http::Request> method_request(const std::string& path, const std::string& method,
                                           const base::Secret& token, const std::string& arguments);

}  // namespace webapi
