// Short answers in words. Pure; whatever the member wrote is quoted.
#pragma once

#include <string>

#include "libs/slack/blocks.hpp"
#include "services/sticker-worker/core/messages/scene.hpp"

namespace worker {

slack::Message help(const Scene& scene, const Help& wish);
// Nothing was found for `words`; with near words where there are some.
slack::Message nothing_found(const Scene& scene, const std::string& words, const Page& page);
// All pages were seen.
slack::Message no_more(const Scene& scene);
// "press.gone", "press.stale", "press.nowhere", "press.fast", "settings.away": ends with the code
// of the note's own id.
slack::Message sorry(const Scene& scene, const std::string& key, const proto::ActionId& id);

}  // namespace worker
