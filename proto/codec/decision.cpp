#include "proto/decision.hpp"

#include "libs/base/time_text.hpp"
#include "libs/crypto/hash.hpp"
#include "proto/codec/headers.hpp"

namespace proto {

Wire encode(const Decision& decision) {
    Wire wire;
    wire.key = decision.conversation.key();
    codec::put_cloud_event(wire, type::decision, decision.event.value, "/sticker/worker",
                           decision.now, decision.rule, decision.trace);
    nlohmann::ordered_json body{{"event", decision.event.value},
                                {"intent", decision.intent},
                                {"rule", decision.rule},
                                {"team", decision.conversation.team.value},
                                {"channel", decision.conversation.channel.value},
                                {"user", decision.user.value},
                                {"now", base::to_rfc3339(decision.now)},
                                {"replied", decision.replied},
                                {"build", decision.build}};
    if (!decision.inputs.empty() && decision.inputs.size() <= max_inputs_bytes) {
        body["inputs"] = nlohmann::ordered_json::parse(decision.inputs);
    } else {
        body["inputs_digest"] =
            decision.inputs.empty() ? decision.inputs_digest : crypto::sha256_hex(decision.inputs);
    }
    auto actions = nlohmann::ordered_json::array();
    for (const ActionId& id : decision.actions) actions.push_back(id.value);
    body["actions"] = std::move(actions);
    wire.value = codec::dump(body);
    return wire;
}

base::Result<Decision> decode_decision(const Wire& wire) {
    codec::Reader read(wire, type::decision);
    Decision decision;
    decision.event = EventId(read.text("event"));
    decision.intent = read.optional_text("intent");
    decision.rule = read.text("rule");
    decision.conversation = read.conversation();
    decision.user = UserId(read.optional_text("user"));
    decision.now = read.time("now");
    decision.replied = read.flag("replied");
    decision.build = read.optional_text("build");
    decision.inputs_digest = read.optional_text("inputs_digest");
    const auto inputs = read.body().find("inputs");
    if (inputs != read.body().end() && inputs->is_object()) decision.inputs = inputs->dump();
    const auto actions = read.body().find("actions");
    if (actions == read.body().end() || !actions->is_array()) {
        read.complain(base::Error::never("bad_field", "actions"));
    } else {
        for (const auto& id : *actions) {
            if (id.is_string()) decision.actions.emplace_back(id.get<std::string>());
        }
    }
    decision.trace.parent = read.optional_header("traceparent");
    if (read.error()) return *read.error();
    return decision;
}

}  // namespace proto
