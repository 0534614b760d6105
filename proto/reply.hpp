// sticker.replies.v1: the synchronous answer that an envelope's ack shall carry.
#pragma once

#include <string>

#include "libs/base/clock.hpp"
#include "libs/base/result.hpp"
#include "proto/ids.hpp"
#include "proto/wire.hpp"

namespace proto {

// A worker has so long, from receipt: Slack waits 3 s for the ack (architecture.md, "Topics").
inline constexpr base::Duration reply_life{2'500};

struct Reply {
    EventId event;
    std::string envelope_id;
    std::string reply_to;  // gateway instance: the record key
    base::Time reply_by{};
    Trace trace;
    std::string payload;  // JSON object for the ack; empty: a bare ack
};

Wire encode(const Reply& reply);
base::Result<Reply> decode_reply(const Wire& wire);  // errors as decode_event

}  // namespace proto
