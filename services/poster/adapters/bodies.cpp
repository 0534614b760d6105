#include "services/poster/adapters/bodies.hpp"

#include <chrono>
#include <nlohmann/json.hpp>

namespace poster {
namespace {

using nlohmann::json;

constexpr int history_page = 200;  // the most that Slack recommends

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

// In a thread: conversations.replies, else conversations.history.
json look(const Call& call) {
    const auto since = call.since.time_since_epoch();
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(since).count();
    json body{{"channel", call.channel.value},
              {"oldest", std::to_string(seconds) + ".000000"},
              {"limit", history_page},
              {"include_all_metadata", true}};
    if (!call.thread_ts.empty()) body["ts"] = call.thread_ts;
    if (!call.cursor.empty()) body["cursor"] = call.cursor;
    return body;
}

json tell(const Call& call) {
    if (call.response_url.empty()) {
        return {{"channel", call.channel.value}, {"user", call.user.value}, {"text", call.text}};
    }
    return {{"response_type", "ephemeral"}, {"replace_original", true}, {"text", call.text}};
}

// Slack's ts: digits, a dot, six digits.
bool is_older(const std::string& a, const std::string& b) {
    return a.size() != b.size() ? a.size() < b.size() : a < b;
}

}  // namespace

base::Result<std::string> body_of(const Call& call) {
    if (call.form == Call::Form::tell) return text_of(tell(call));
    if (call.form == Call::Form::look) return text_of(look(call));
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

// A message's id stands in its metadata (the worker's "sticker_post").
Sight sight_of(const std::string& answer, const std::string& id) {
    Sight sight;
    const json body = json::parse(answer, nullptr, false);
    if (!body.is_object()) return sight;
    const json none;
    const auto member = [&none](const json& of, const char* name) -> const json& {
        if (!of.is_object()) return none;
        const auto found = of.find(name);
        return found == of.end() ? none : *found;
    };
    const auto word = [](const json& value) {
        return value.is_string() ? value.get<std::string>() : std::string();
    };
    const json& messages = member(body, "messages");
    sight.readable = messages.is_array();
    for (const json& message : messages) {
        const json& payload = member(member(message, "metadata"), "event_payload");
        if (word(member(payload, "id")) != id) continue;
        const auto ts = word(member(message, "ts"));
        if (sight.ts.empty()) {
            sight.ts = ts;
            continue;
        }
        if (sight.spare.empty()) sight.spare = sight.ts;
        if (is_older(ts, sight.ts)) sight.ts = ts;
        if (is_older(sight.spare, ts)) sight.spare = ts;
    }
    sight.more = word(member(member(body, "response_metadata"), "next_cursor"));
    return sight;
}

}  // namespace poster
