#include "services/sticker-worker/core/messages/notes.hpp"

#include "libs/search/text/normalise.hpp"
#include "libs/slack/escape.hpp"

namespace worker {
namespace {

slack::Message note(std::string text) {
    slack::Message message;
    message.blocks.emplace_back(slack::Section{text});
    message.text = std::move(text);
    return message;
}

std::string command_of(const Scene& scene) { return slack::quote(scene.asker().command); }

}  // namespace

slack::Message help(const Scene& scene, const Help& wish) {
    const texts::Values command{{"command", command_of(scene)}};
    if (wish.empty_search) return note(scene.say("help.empty", command));
    const std::string all = scene.say("help.text", command);
    if (wish.unknown.empty()) return note(all);
    return note(scene.say("help.unknown", {{"word", slack::quote(wish.unknown)}}) + "\n" + all);
}

slack::Message nothing_found(const Scene& scene, const std::string& words, const Page& page) {
    if (!page.suggestions.empty()) {
        std::string near;
        for (const std::string& word : page.suggestions) {
            near += (near.empty() ? "" : ", ") + slack::quote(word);
        }
        return note(scene.say("none.suggest", {{"query", slack::quote(words)}, {"words", near}}));
    }
    if (slack::length(words) > search::kQueryCodePoints) {
        return note(scene.say("none.long", {{"command", command_of(scene)}}));
    }
    return note(scene.say("none.text", {{"query", slack::quote(words)}}));
}

slack::Message no_more(const Scene& scene) { return note(scene.say("none.more")); }

slack::Message sorry(const Scene& scene, const std::string& key, const proto::ActionId& id) {
    using std::chrono::seconds;
    const auto window = std::chrono::duration_cast<seconds>(sends_window).count();
    return note(scene.say(key, {{"code", proto::error_code(id.value)},
                                {"count", std::to_string(most_sends)},
                                {"seconds", std::to_string(window)}}));
}

}  // namespace worker
