// The sticker as everybody sees it. Pure.
#pragma once

#include "libs/slack/blocks.hpp"
#include "services/sticker-worker/core/messages/scene.hpp"

namespace worker {

// Under the sender's name and photo where Slack told them and lets us (Member::may_sign); else with
// a context line "name · /sticker", plain text, so that nobody is mentioned by their own sticker.
slack::Message sticker_post(const Scene& scene, const StickerFacts& sticker);

}  // namespace worker
