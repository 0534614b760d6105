#include "services/sticker-worker/core/messages/previews.hpp"

#include "libs/slack/escape.hpp"
#include "services/sticker-worker/core/press.hpp"

namespace worker {
namespace {

slack::Button button(const Scene& scene, const std::string& word, std::string_view action_id,
                     std::string value) {
    return {scene.say("button." + word), std::string(action_id), std::move(value),
            scene.say("label." + word), slack::ButtonStyle::plain};
}

slack::Button send_button(const Scene& scene, const Send& send, const std::string& label) {
    slack::Button made{scene.say("button.send"), std::string(button::send), value_of(send),
                       scene.say("label.send", {{"label", label}}), slack::ButtonStyle::primary};
    return made;
}

slack::Actions last_row(const Scene& scene, const std::string& preview, const SearchRequest& shown,
                        std::size_t total) {
    slack::Actions row;
    const auto add = [&](Direction direction) {
        const Redraw redraw{direction,    preview,       shown.query,
                            shown.offset, shown.shuffle, scene.asker().thread_ts,
                            shown.limit};
        row.buttons.push_back(button(scene, std::string(to_text(direction)),
                                     action_id_of(direction), value_of(redraw)));
    };
    if (shown.offset + shown.limit < total) add(Direction::more);
    if (shown.offset > 0) add(Direction::previous);
    if (total > 1) add(Direction::shuffle);
    row.buttons.push_back(button(scene, "cancel", button::cancel, value_of(Cancel{preview})));
    return row;
}

}  // namespace

slack::Message previews(const Scene& scene, const proto::ActionId& preview,
                        const SearchRequest& shown, const Page& page) {
    slack::Message message;
    if (!page.understood.empty()) {
        message.blocks.emplace_back(
            slack::Context{scene.say("previews.understood", {{"word", page.understood}})});
    }
    std::string labels;
    for (std::size_t i = 0; i < page.stickers.size(); ++i) {
        const StickerFacts& sticker = page.stickers[i];
        const int place = static_cast<int>(shown.offset + i) + 1;
        const std::string title = scene.say(
            "previews.title", {{"place", std::to_string(place)}, {"label", sticker.label}});
        message.blocks.emplace_back(slack::Image{sticker.image_url, sticker.label, title});
        const Send send{preview.value, sticker.id, place, scene.asker().thread_ts};
        message.blocks.emplace_back(slack::Actions{{send_button(scene, send, sticker.label)}});
        labels += (labels.empty() ? "" : ", ") + slack::escape(title);
    }
    message.blocks.emplace_back(last_row(scene, preview.value, shown, page.total));
    message.text =
        scene.say("previews.text", {{"query", slack::quote(shown.query)}, {"labels", labels}});
    return message;
}

}  // namespace worker
