#include "services/poster/adapters/bodies.hpp"

#include <nlohmann/json.hpp>

namespace poster {
namespace {

using nlohmann::json;

std::string text_of(const json& body) {
    return body.dump(-1, ' ', false, json::error_handler_t::replace);
}

// With the message that a target_action stood for.
json as_is(const Call& call, json arguments) {
    if (!call.channel.empty()) arguments["channel"] = call.channel.value;
    if (!call.ts.empty()) arguments["ts"] = call.ts;
    return arguments;
}

// A response_url cannot post under a member's name: it stands below the picture instead.
json in_channel(const Call& call, const json& arguments) {
    json body{{"response_type", "in_channel"}, {"replace_original", false}};
    for (const char* kept : {"text", "blocks", "thread_ts"}) {
        if (arguments.contains(kept)) body[kept] = arguments.at(kept);
    }
    const bool named = arguments.contains("username") && !call.sender.empty();
    if (named && body.contains("blocks") && body.at("blocks").is_array()) {
        const json sender{{"type", "plain_text"}, {"text", call.sender}, {"emoji", false}};
        body["blocks"].push_back({{"type", "context"}, {"elements", json::array({sender})}});
    }
    return body;
}

json tell(const Call& call) {
    if (call.response_url.empty()) {
        return {{"channel", call.channel.value}, {"user", call.user.value}, {"text", call.text}};
    }
    return {{"response_type", "ephemeral"}, {"replace_original", true}, {"text", call.text}};
}

}  // namespace

base::Result<std::string> body_of(const Call& call) {
    if (call.form == Call::Form::tell) return text_of(tell(call));
    if (call.form == Call::Form::clear) return text_of({{"delete_original", true}});
    const bool whole = call.form == Call::Form::as_is && call.channel.empty() && call.ts.empty();
    if (whole) return call.arguments;  // as the worker wrote it
    json arguments = json::parse(call.arguments, nullptr, false);
    if (!arguments.is_object()) return base::Error::never("bad_arguments");
    if (call.form == Call::Form::in_channel) return text_of(in_channel(call, arguments));
    return text_of(as_is(call, std::move(arguments)));
}

}  // namespace poster
