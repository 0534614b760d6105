// Events as Slack sends them, and what a decision shows, for the worker's tests.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "proto/event.hpp"
#include "services/sticker-worker/core/decide.hpp"
#include "services/sticker-worker/core/press.hpp"

namespace worker {

using nlohmann::json;

inline const proto::TeamId team{"T1"};
inline const std::string response_url = "https://hooks.slack.com/commands/T1/1/secret";

inline proto::Event event_of(proto::EventKind kind, const json& payload,
                             const std::string& id = "E1") {
    proto::Event event;
    event.id = proto::EventId(id);
    event.kind = kind;
    event.team = team;
    event.app = "A1";
    event.conversation = {team, proto::ChannelId("C1")};
    event.user = proto::UserId("U1");
    event.received_at = base::Time{base::Duration{1'760'000'000'000}};
    event.envelope_id = "envelope-" + id;
    event.trace.parent = "00-0123456789abcdef0123456789abcdef-0123456789abcdef-01";
    event.payload = payload.dump();
    return event;
}

inline proto::Event command(const std::string& text, const std::string& name = "/sticker",
                            const std::string& id = "E1") {
    return event_of(proto::EventKind::slash_command,
                    {{"team_id", "T1"},
                     {"user_id", "U1"},
                     {"user_name", "kim"},
                     {"channel_id", "C1"},
                     {"channel_name", "general"},
                     {"command", name},
                     {"text", text},
                     {"response_url", response_url},
                     {"trigger_id", "trigger." + id}},
                    id);
}

inline proto::Event press(const std::string& action_id, const std::string& value,
                          const std::string& id = "E2", const std::string& thread_ts = {}) {
    json payload{{"type", "block_actions"},
                 {"team", {{"id", "T1"}}},
                 {"user", {{"id", "U1"}, {"username", "kim"}}},
                 {"channel", {{"id", "C1"}, {"name", "general"}}},
                 {"container", {{"type", "message"}, {"message_ts", "1.1"}, {"channel_id", "C1"}}},
                 {"response_url", response_url},
                 {"trigger_id", "trigger." + id},
                 {"actions", {{{"type", "button"}, {"action_id", action_id}, {"value", value}}}}};
    if (!thread_ts.empty()) payload["container"]["thread_ts"] = thread_ts;
    return event_of(proto::EventKind::interactive, payload, id);
}

// A modal of the member's, sent off; somebody waits for the answer.
inline proto::Event submitted(const json& values, const std::string& id = "E3",
                              const std::string& view = "V1") {
    json state = json::object();
    for (const auto& [block, value] : values.items()) state[block]["value"]["value"] = value;
    proto::Event event = event_of(
        proto::EventKind::interactive,
        {{"type", "view_submission"},
         {"team", {{"id", "T1"}}},
         {"user", {{"id", "U1"}, {"username", "kim"}}},
         {"trigger_id", "trigger." + id},
         {"view",
          {{"id", view}, {"callback_id", "sticker.settings"}, {"state", {{"values", state}}}}}},
        id);
    event.conversation.channel = proto::ChannelId("U1");
    event.reply_to = "gateway-" + id;
    event.reply_by = event.received_at + base::Duration{2'500};
    event.accepts_reply = true;
    return event;
}
inline json choices(const std::string& previews, const std::string& language = "slack",
                    const std::string& pack = "-") {
    return {{"previews", previews}, {"language", language}, {"pack", pack}};
}

inline proto::Event typed(const std::string& words, const std::string& id = "E4") {
    proto::Event event = submitted({}, id);
    event.payload =
        json{{"type", "block_suggestion"},  {"team", {{"id", "T1"}}}, {"user", {{"id", "U1"}}},
             {"action_id", "sticker.pack"}, {"block_id", "pack"},     {"value", words}}
            .dump();
    return event;
}

inline proto::Event said(const json& event, const std::string& id = "Ev1") {
    return event_of(
        proto::EventKind::events_api,
        {{"type", "event_callback"}, {"team_id", "T1"}, {"event_id", id}, {"event", event}}, id);
}

inline StickerFacts facts(int number) {
    const std::string code = std::to_string(number);
    return {"pack/" + code, "고양이 " + code, "https://pictures.example/" + code + ".gif"};
}

inline Inputs korean(std::size_t shown = 3, std::size_t total = 7) {
    Inputs inputs;
    inputs.catalogue = "0123456789abcdef";
    inputs.member = {true, "ko-KR", "김지민", "https://photos.example/kim.png"};
    inputs.page = Page{};
    inputs.page->total = total;
    for (std::size_t i = 1; i <= shown; ++i)
        inputs.page->stickers.push_back(facts(static_cast<int>(i)));
    inputs.sticker = facts(1);
    inputs.settings = Settings{};
    inputs.packs = {{"noto-anim", "Noto 움직이는 이모지"}, {"openmoji", "OpenMoji"}};
    return inputs;
}

inline Decision decided(const proto::Event& event, const Inputs& inputs) {
    auto decision = decide(event, inputs, event.received_at);
    return decision ? *decision : Decision{"error " + decision.error().message(), {}};
}

inline json arguments_of(const proto::Action& action) { return json::parse(action.arguments); }

// The buttons of a message by action_id; the three Sends by "sticker.send" and their row.
inline std::vector<json> buttons(const json& message) {
    std::vector<json> found;
    for (const json& block : message.value("blocks", json::array())) {
        if (block.value("type", "") != "actions") continue;
        for (const json& element : block.at("elements")) found.push_back(element);
    }
    return found;
}

inline json button_of(const json& message, std::string_view action_id, std::size_t nth = 0) {
    for (const json& element : buttons(message)) {
        if (element.value("action_id", "") == action_id && nth-- == 0) return element;
    }
    return {};
}

inline bool has_button(const json& message, std::string_view action_id) {
    return !button_of(message, action_id).is_null();
}

}  // namespace worker
