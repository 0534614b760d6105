#include "services/sticker-worker/core/messages/post.hpp"

#include "libs/slack/escape.hpp"

namespace worker {

slack::Message sticker_post(const Scene& scene, const StickerFacts& sticker) {
    slack::Message post;
    const std::string label = slack::escape(sticker.label);
    const std::string& name = scene.name();
    post.text = name.empty()
                    ? scene.say("post.nameless", {{"label", label}})
                    : scene.say("post.text", {{"name", slack::quote(name, slack::limit::user_name)},
                                              {"label", label}});
    post.blocks.emplace_back(slack::Image{sticker.image_url, sticker.label});
    const Member& member = scene.inputs.member;
    if (member.known && member.may_sign && !name.empty()) {
        post.username = name;
        post.icon_url = member.image_url;
    } else if (!name.empty()) {
        post.blocks.emplace_back(slack::Context{
            scene.say("post.context", {{"name", name}, {"command", scene.asker().command}})});
    }
    return post;
}

}  // namespace worker
