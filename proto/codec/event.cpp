#include "proto/event.hpp"

#include <array>
#include <charconv>

#include "libs/base/time_text.hpp"
#include "proto/codec/headers.hpp"

namespace proto {
namespace {

struct KindName {
    EventKind kind;
    std::string_view type;
};
constexpr std::array<KindName, 3> kinds{{{EventKind::events_api, type::events_api},
                                         {EventKind::slash_command, type::slash_command},
                                         {EventKind::interactive, type::interactive}}};

const KindName* find_kind(std::string_view type) {
    for (const auto& name : kinds) {
        if (name.type == type) return &name;
    }
    return nullptr;
}

std::string_view type_of(EventKind kind) { return kinds[static_cast<std::size_t>(kind)].type; }

// "/slack/T012/A345" → T012 and A345.
std::pair<std::string, std::string> split_source(const std::string& source) {
    constexpr std::string_view prefix = "/slack/";
    if (source.compare(0, prefix.size(), prefix) != 0) return {};
    const std::size_t slash = source.find('/', prefix.size());
    if (slash == std::string::npos) return {source.substr(prefix.size()), {}};
    return {source.substr(prefix.size(), slash - prefix.size()), source.substr(slash + 1)};
}

// The channel of a record key "team:channel"; the key's team part must be `team`.
std::optional<ChannelId> channel_of(const std::string& key, const TeamId& team) {
    const std::string prefix = team.value + ":";
    if (key.compare(0, prefix.size(), prefix) != 0) return std::nullopt;
    return ChannelId(key.substr(prefix.size()));
}

int attempt_of(codec::Reader& read) {
    const std::string text = read.optional_header("x-retry-attempt");
    int attempt = 0;
    const auto end = std::from_chars(text.data(), text.data() + text.size(), attempt);
    const bool number =
        end.ec == std::errc{} && end.ptr == text.data() + text.size() && attempt >= 0;
    if (!text.empty() && !number) {
        read.complain(base::Error::never("bad_header", "x-retry-attempt"));
    }
    return attempt;
}

void put_if(Wire& wire, const char* name, const std::string& text) {
    if (!text.empty()) wire.headers.emplace_back(name, text);
}

}  // namespace

Wire encode(const Event& event) {
    Wire wire;
    wire.key = event.conversation.key();
    codec::put_cloud_event(wire, type_of(event.kind), event.id.value,
                           "/slack/" + event.team.value + "/" + event.app, event.received_at,
                           event.subject, event.trace);
    put_if(wire, "x-user", event.user.value);
    put_if(wire, "x-envelope-id", event.envelope_id);
    if (event.retry_attempt > 0) {
        wire.headers.emplace_back("x-retry-attempt", std::to_string(event.retry_attempt));
    }
    put_if(wire, "x-retry-reason", event.retry_reason);
    if (event.accepts_reply) wire.headers.emplace_back("x-accepts-reply", "true");
    put_if(wire, "x-reply-to", event.reply_to);
    if (event.reply_by) wire.headers.emplace_back("x-reply-by", base::to_rfc3339(*event.reply_by));
    wire.value = event.payload;
    return wire;
}

base::Result<Event> decode_event(const Wire& wire) {
    const KindName* kind = find_kind(wire.header("ce_type"));
    if (!kind) return base::Error::never("unknown_type", std::string(wire.header("ce_type")));
    codec::Reader read(wire, kind->type);
    Event event;
    event.kind = kind->kind;
    event.id = EventId(read.header("ce_id"));
    const auto [team, app] = split_source(read.header("ce_source"));
    event.team = TeamId(team);
    event.app = app;
    if (const auto channel = channel_of(wire.key, event.team); channel && !team.empty()) {
        event.conversation = {event.team, *channel};
    } else {
        read.complain(base::Error::never("bad_header", "ce_source and the key disagree"));
    }
    event.received_at = read.header_time("ce_time");
    event.subject = read.optional_header("ce_subject");
    event.user = UserId(read.optional_header("x-user"));
    event.envelope_id = read.optional_header("x-envelope-id");
    event.retry_attempt = attempt_of(read);
    event.retry_reason = read.optional_header("x-retry-reason");
    event.accepts_reply = read.optional_header("x-accepts-reply") == "true";
    event.reply_to = read.optional_header("x-reply-to");
    event.reply_by = read.optional_header_time("x-reply-by");
    event.trace.parent = read.optional_header("traceparent");
    event.payload = wire.value;
    if (read.error()) return *read.error();
    return event;
}

Wire encode_probe(const std::string& instance, base::Time now) {
    Wire wire;
    wire.key = "probe:" + instance;
    codec::put_cloud_event(wire, type::probe, instance + ":" + base::to_rfc3339(now),
                           "/gateway/" + instance, now, {}, {});
    wire.value = "{}";
    return wire;
}

bool is_probe(const Wire& wire) { return wire.header("ce_type") == type::probe; }

}  // namespace proto
