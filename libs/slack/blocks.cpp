#include "libs/slack/blocks.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "libs/slack/escape.hpp"
#include "libs/slack/fields.hpp"

namespace slack {
namespace {

using Json = nlohmann::ordered_json;

Json plain(const std::string& text, std::size_t most) {
    return {{"type", "plain_text"}, {"text", cut(text, most)}, {"emoji", true}};
}

Json to_json(const Button& button) {
    Json json{{"type", "button"},
              {"action_id", button.action_id},
              {"text", plain(button.label, limit::button_label)}};
    // A value that is too long cannot be cut without becoming another one; its press then reads as
    // stale.
    if (!button.value.empty() && button.value.size() <= max_button_value_bytes) {
        json["value"] = button.value;
    }
    if (button.style == ButtonStyle::primary) json["style"] = "primary";
    if (button.style == ButtonStyle::danger) json["style"] = "danger";
    if (!button.accessibility_label.empty()) {
        json["accessibility_label"] = cut(button.accessibility_label, limit::accessibility_label);
    }
    return json;
}

// Blocks in turn, with what is left of the message's text.
class Writer {
public:
    Json write(const std::vector<Block>& blocks) {
        Json out = Json::array();
        for (const Block& block : blocks) {
            if (out.size() == limit::blocks) break;
            Json json = std::visit([this](const auto& inner) { return write(inner); }, block);
            if (!json.is_null()) out.push_back(std::move(json));
        }
        return out;
    }

private:
    std::string take(const std::string& text, std::size_t most) {
        std::string taken = cut(text, std::min(most, left_));
        left_ -= length(taken);
        return taken;
    }

    // An empty text object is refused by Slack: such a block is left out.
    Json write(const Section& section) {
        const std::string text = take(section.text, limit::section_text);
        if (text.empty()) return nullptr;
        return {{"type", "section"},
                {"text", {{"type", "mrkdwn"}, {"text", text}, {"verbatim", true}}}};
    }
    Json write(const Image& image) {
        if (image.url.empty() || image.url.size() > limit::url) return nullptr;
        Json json{{"type", "image"},
                  {"image_url", image.url},
                  {"alt_text", cut(image.alt, limit::alt_text)}};
        const std::string title = take(image.title, limit::image_title);
        if (!title.empty()) json["title"] = plain(title, limit::image_title);
        return json;
    }
    Json write(const Actions& actions) {
        if (actions.buttons.empty()) return nullptr;
        Json elements = Json::array();
        for (const Button& button : actions.buttons) {
            if (elements.size() < limit::action_elements) elements.push_back(to_json(button));
        }
        return {{"type", "actions"}, {"elements", std::move(elements)}};
    }
    Json write(const Context& context) {
        const std::string text = take(context.text, limit::section_text);
        if (text.empty()) return nullptr;
        Json element{{"type", "plain_text"}, {"text", text}, {"emoji", true}};
        return {{"type", "context"}, {"elements", Json::array({std::move(element)})}};
    }

    std::size_t left_ = limit::all_text;
};

void put(Json& json, const char* name, const std::string& text) {
    if (!text.empty()) json[name] = text;
}

void put_destination(Json& json, const Message& message) {
    put(json, "channel", message.channel);
    put(json, "user", message.user);
    put(json, "ts", message.ts);
    put(json, "thread_ts", message.thread_ts);
    if (message.ephemeral) json["response_type"] = "ephemeral";
    if (message.replace_original) json["replace_original"] = *message.replace_original;
    if (message.delete_original) json["delete_original"] = true;
}

void put_sender(Json& json, const Message& message) {
    put(json, "username", cut(message.username, limit::user_name));
    put(json, "icon_url", message.icon_url);
    if (message.unfurl) {
        json["unfurl_links"] = *message.unfurl;
        json["unfurl_media"] = *message.unfurl;
    }
}

}  // namespace

std::string to_json(const Message& message) {
    Json json = Json::object();
    put_destination(json, message);
    put(json, "text", cut(message.text, limit::message_text));
    if (!message.blocks.empty()) json["blocks"] = Writer().write(message.blocks);
    put_sender(json, message);
    if (message.metadata) {
        json["metadata"] = {{"event_type", message.metadata->event_type},
                            {"event_payload", message.metadata->payload}};
    }
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace slack
