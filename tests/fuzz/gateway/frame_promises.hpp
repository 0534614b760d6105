// What the gateway owes to any bytes that Slack, or somebody in Slack's place, may send as a frame.
#pragma once

#include <string>
#include <string_view>

namespace gateway_fuzz {

// Brings `frame` to a Desk, lets its record be confirmed (`durable`) or refused, and gives the
// first promise that was broken, empty for none:
//   an id is acked once, never before the record is confirmed, and never twice;
//   what cannot be used but has an id lies in the dead letters; what has none is counted and
//   dropped; the payload's bytes are untouched; a record fits the bus, an ack fits Slack's frame.
std::string broken_promise(std::string_view frame, bool durable);

}  // namespace gateway_fuzz
