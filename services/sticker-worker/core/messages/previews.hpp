// The previews: what a member chooses from. Pure.
#pragma once

#include <string>

#include "libs/slack/blocks.hpp"
#include "services/sticker-worker/core/messages/scene.hpp"

namespace worker {

// Per sticker an image block and an actions block with Send, then one row More, Previous, Shuffle,
// Cancel; More and Previous where there is something. A line above tells what was understood, where
// that is not what was typed. `preview`: id of the action that shows this
// message; all buttons carry it. Slack's limits and the clients' habits: blocks.hpp.
slack::Message previews(const Scene& scene, const proto::ActionId& preview,
                        const SearchRequest& shown, const Page& page);

}  // namespace worker
