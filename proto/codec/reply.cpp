#include "proto/reply.hpp"

#include "libs/base/time_text.hpp"
#include "proto/codec/headers.hpp"

namespace proto {

Wire encode(const Reply& reply) {
    Wire wire;
    wire.key = reply.reply_to;
    codec::put_cloud_event(wire, type::reply, reply.event.value, "/sticker/worker", reply.reply_by,
                           {}, reply.trace);
    wire.headers.emplace_back("x-envelope-id", reply.envelope_id);
    wire.headers.emplace_back("x-reply-to", reply.reply_to);
    wire.headers.emplace_back("x-reply-by", base::to_rfc3339(reply.reply_by));
    wire.value = reply.payload;
    return wire;
}

base::Result<Reply> decode_reply(const Wire& wire) {
    codec::Reader read(wire, type::reply);
    Reply reply;
    reply.event = EventId(read.header("ce_id"));
    reply.envelope_id = read.header("x-envelope-id");
    reply.reply_to = read.header("x-reply-to");
    reply.reply_by = read.header_time("x-reply-by");
    reply.trace.parent = read.optional_header("traceparent");
    reply.payload = wire.value;
    if (!reply.payload.empty()) read.body();
    if (read.error()) return *read.error();
    return reply;
}

}  // namespace proto
