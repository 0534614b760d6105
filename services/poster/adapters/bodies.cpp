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

bool bears_a_name(const json& arguments) {
    return arguments.contains("username") || arguments.contains("icon_url");
}

// Where a post cannot bear its sender's name that stands below the picture: as plain text, which
// notifies nobody.
void sign(json& body, const std::string& signature) {
    if (signature.empty() || !body.contains("blocks") || !body.at("blocks").is_array()) return;
    const json line{{"type", "plain_text"}, {"text", signature}, {"emoji", false}};
    body["blocks"].push_back({{"type", "context"}, {"elements", json::array({line})}});
}

json nameless(const Call& call, json arguments) {
    if (bears_a_name(arguments)) sign(arguments, call.signature);
    arguments.erase("username");
    arguments.erase("icon_url");
    return as_is(call, std::move(arguments));
}

json in_channel(const Call& call, const json& arguments) {
    json body{{"response_type", "in_channel"}, {"replace_original", false}};
    for (const char* kept : {"text", "blocks", "thread_ts"}) {
        if (arguments.contains(kept)) body[kept] = arguments.at(kept);
    }
    if (bears_a_name(arguments)) sign(body, call.signature);
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
    if (call.form == Call::Form::ask) return std::string("{}");
    if (call.form == Call::Form::clear) return text_of({{"delete_original", true}});
    const bool whole = call.form == Call::Form::as_is && call.channel.empty() && call.ts.empty();
    if (whole) return call.arguments;  // as the worker wrote it
    json arguments = json::parse(call.arguments, nullptr, false);
    if (!arguments.is_object()) return base::Error::never("bad_arguments");
    if (call.form == Call::Form::in_channel) return text_of(in_channel(call, arguments));
    if (call.form == Call::Form::nameless) return text_of(nameless(call, std::move(arguments)));
    return text_of(as_is(call, std::move(arguments)));
}

}  // namespace poster
