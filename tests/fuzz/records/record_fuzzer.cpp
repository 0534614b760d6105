// Our own records as a stranger might have written them. The input is a record as in proto/golden;
// anything else is the value of a record whose headers are right.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "libs/slack/envelope.hpp"
#include "proto/action.hpp"
#include "proto/dead_letter.hpp"
#include "proto/decision.hpp"
#include "proto/event.hpp"
#include "proto/outcome.hpp"
#include "proto/reply.hpp"
#include "proto/topics.hpp"
#include "services/sticker-worker/core/request.hpp"

namespace {

using nlohmann::json;

std::string text_of(const json& value) {
    return value.is_string() ? value.get<std::string>()
                             : value.dump(-1, ' ', false, json::error_handler_t::replace);
}

proto::Wire described(const json& record) {
    proto::Wire wire;
    if (record.contains("key")) wire.key = text_of(record["key"]);
    const json headers = record.contains("headers") ? record["headers"] : json::array();
    for (const auto& header : headers) {
        if (header.is_array() && header.size() == 2) {
            wire.headers.emplace_back(text_of(header[0]), text_of(header[1]));
        }
    }
    if (record.contains("value")) {
        wire.value = record["value"].dump(-1, ' ', false, json::error_handler_t::replace);
    }
    if (record.contains("text")) wire.value = text_of(record["text"]);
    return wire;
}

proto::Wire with_good_headers(std::string_view bytes) {
    static constexpr std::array types{proto::type::events_api, proto::type::slash_command,
                                      proto::type::interactive, proto::type::action,
                                      proto::type::reply, proto::type::decision,
                                      proto::type::outcome};
    proto::Wire wire;
    wire.key = "T1:C1";
    wire.headers = {{"ce_specversion", "1.0"},
                    {"ce_id", "Ev1"},
                    {"ce_source", "/slack/T1/A1"},
                    {"ce_type", std::string(types[bytes.size() % types.size()])},
                    {"ce_time", "2026-11-24T03:41:37.120Z"},
                    {"x-user", "U1"}};
    wire.value = bytes;
    return wire;
}

bool same(const proto::Wire& a, const proto::Wire& b) {
    return a.key == b.key && a.headers == b.headers && a.value == b.value;
}

// What can be read can be written, and is then what was read.
template <class Decode>
const char* round_trip(const proto::Wire& wire, Decode decode) {
    const auto read = decode(wire);
    if (!read) return read.error().code.empty() ? "refused without a reason" : nullptr;
    const proto::Wire written = proto::encode(*read);
    const auto again = decode(written);
    if (!again) return "what was read cannot be written";
    return same(proto::encode(*again), written) ? nullptr : "what was written is another record";
}

const char* understood(const proto::Wire& wire) {
    const auto event = proto::decode_event(wire);
    if (!event) return nullptr;
    (void)slack::read_routing(event->payload);
    const auto request = worker::understand(*event);
    if (!request) return request.error().code.empty() ? "dead without a reason" : nullptr;
    (void)worker::plan(*request);
    return nullptr;
}

const char* broken(const proto::Wire& wire) {
    if (const char* promise = round_trip(wire, proto::decode_event)) return promise;
    if (const char* promise = round_trip(wire, proto::decode_action)) return promise;
    if (const char* promise = round_trip(wire, proto::decode_reply)) return promise;
    if (const char* promise = round_trip(wire, proto::decode_decision)) return promise;
    if (const char* promise = round_trip(wire, proto::decode_outcome)) return promise;
    (void)proto::is_probe(wire);
    const proto::Wire dead = proto::dead_letter(wire, {});
    if (dead.key != wire.key) return "a dead letter under another key";
    if (dead.value.size() > proto::max_record_bytes) return "a dead letter that no broker takes";
    return understood(wire);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const json record = json::parse(bytes, nullptr, false);
    const bool is_record = record.is_object() && record.contains("headers");
    if (const char* promise = broken(is_record ? described(record) : with_good_headers(bytes))) {
        std::fprintf(stderr, "broken: %s\n", promise);
        std::abort();
    }
    return 0;
}
