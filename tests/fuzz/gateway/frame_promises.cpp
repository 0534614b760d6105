#include "tests/fuzz/gateway/frame_promises.hpp"

#include <nlohmann/json.hpp>

#include "libs/slack/answers.hpp"
#include "proto/event.hpp"
#include "proto/topics.hpp"
#include "tests/unit/gateway/fakes.hpp"

namespace gateway_fuzz {
namespace {

using gateway::Destination;
using nlohmann::json;

constexpr std::size_t most_header_bytes = 64'000;  // a broker takes 1 MB for a record in all

// The id that an outsider reads out of the frame; empty where it is unclear which one is meant.
std::string id_by_dom(std::string_view frame) {
    const json whole = json::parse(frame, nullptr, false);
    if (!whole.is_object()) return {};
    const auto first = frame.find("envelope_id");
    if (first == std::string_view::npos ||
        frame.find("envelope_id", first + 1) != std::string_view::npos) {
        return {};
    }
    const auto found = whole.find("envelope_id");
    if (found == whole.end() || !found->is_string()) return {};
    std::string id = *found;
    return id.size() > gateway::longest_envelope_id ? std::string() : id;
}

std::string wrong_record(const gateway::FakePublisher::Published& published,
                         std::string_view frame) {
    const proto::Wire& record = published.record;
    std::size_t header_bytes = record.key.size();
    for (const auto& [name, value] : record.headers) header_bytes += name.size() + value.size();
    if (header_bytes > most_header_bytes) return "headers that no broker takes";
    if (record.value.size() > proto::max_record_bytes) return "a record that no broker takes";
    if (published.to == Destination::dead_letters) return {};
    if (frame.find(record.value) == std::string_view::npos)
        return "the payload's bytes were touched";
    const auto event = proto::decode_event(record);
    if (!event) return "a record that the worker cannot read: " + event.error().message();
    return json::parse(record.value, nullptr, false).is_object() ? ""
                                                                 : "a payload that is no object";
}

std::string wrong_ack(const std::string& ack, const std::string& id, bool durable) {
    if (ack.size() > slack::max_ack_bytes) return "an ack that Slack closes the socket over";
    const json parsed = json::parse(ack, nullptr, false);
    if (!parsed.is_object() || !parsed["envelope_id"].is_string()) return "an ack that is none";
    if (!id.empty() && parsed["envelope_id"] != id) return "an ack of another id";
    if (durable && parsed.size() != 1) return "an ack with a payload nobody asked for";
    return {};
}

}  // namespace

std::string broken_promise(std::string_view frame, bool durable) {
    base::ManualClock clock;
    gateway::FakePublisher publisher;
    gateway::FakeLine line;
    gateway::FakeFigures figures;
    gateway::Desk desk(publisher, line, figures);
    desk.frame(1, std::string(frame), clock.now(), clock.steady());

    const std::string id = id_by_dom(frame);
    if (!line.sent.empty()) return "answered before anything was confirmed";
    if (publisher.published.size() > 1) return "more than one record";
    if (publisher.published.empty()) {
        if (!id.empty()) return "an envelope with an id was dropped";
        return figures.outcomes["unknown dropped"] == 1 ? "" : "dropped and not counted";
    }
    if (auto wrong = wrong_record(publisher.published[0], frame); !wrong.empty()) return wrong;
    const bool dead = publisher.published[0].to == Destination::dead_letters;

    desk.confirmed(publisher.published[0].token, durable, clock.steady());
    desk.confirmed(publisher.published[0].token, durable, clock.steady());
    clock.advance(std::chrono::seconds{5});
    desk.tick(clock.steady());
    if (desk.under_way() != 0) return "something is under way for ever";
    if (line.sent.size() > 1) return "answered twice";
    if (durable && line.sent.empty()) return "confirmed and never acked";
    if (!durable && dead && !line.sent.empty()) return "acked a dead letter that nobody has";
    return line.sent.empty() ? "" : wrong_ack(line.sent[0].second, id, durable);
}

}  // namespace gateway_fuzz
