// The rules of one exchange of request and answer, without a socket.
#pragma once

#include <chrono>
#include <cstdint>
#include <string_view>

#include "libs/http/message.hpp"

namespace http {

// Whether the head of a request can be written as it is: nothing in it ends a line early, and the
// path starts with '/'. A request that fails this could carry a second one.
bool well_formed(const Request& request);

// How long the connection of an answer with these headers may idle and still be used: half a second
// less than its Keep-Alive header announces, 30 s without one.
std::chrono::milliseconds usable_idle_time(const Headers& headers);

// The number that `text` begins with, `other` when it begins with none.
std::uint64_t number_or(std::string_view text, std::uint64_t other);

}  // namespace http
