// A message put into an action: where it goes, how long it lives, whom to tell. Pure.
#pragma once

#include <optional>
#include <string>

#include "libs/slack/blocks.hpp"
#include "libs/slack/view/modal.hpp"
#include "proto/action.hpp"
#include "services/sticker-worker/core/messages/scene.hpp"

namespace worker {

// To the member alone and in the thread they are in: by the event's response_url, else in their own
// conversation with the bot by chat.postMessage, else by chat.postEphemeral; nothing where there is
// neither a response_url nor a conversation. `replace`: instead of the message whose button was
// pressed (only a response_url can do that).
enum class Placing { beside, replace };
std::optional<proto::Action> to_member(const Scene& scene, const std::string& kind,
                                       slack::Message message, Placing placing);

// Opens a modal for the member by the event's trigger_id, within 2.5 s of receipt; under the
// member's own key, as it belongs to no conversation.
proto::Action opening(const Scene& scene, const std::string& kind, const slack::Modal& modal);

// To the conversation, for all to see. `ordinal` tells the posts of one intent apart.
proto::Action to_conversation(const Scene& scene, const std::string& kind, int ordinal,
                              slack::Message message);

// Takes the message away whose button was pressed.
std::optional<proto::Action> removal(const Scene& scene, const std::string& kind);

}  // namespace worker
