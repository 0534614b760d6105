#include "services/sticker-worker/core/decide.hpp"

#include <optional>

#include "services/sticker-worker/core/messages/envelope.hpp"
#include "services/sticker-worker/core/messages/notes.hpp"
#include "services/sticker-worker/core/messages/post.hpp"
#include "services/sticker-worker/core/messages/previews.hpp"

namespace worker {
namespace {

Decision one(std::string rule, std::optional<proto::Action> action) {
    Decision decision{std::move(rule), {}};
    if (action) decision.actions.push_back(std::move(*action));
    return decision;
}

Decision apologise(const Scene& scene, const std::string& rule) {
    const slack::Message message = sorry(scene, "press." + rule, scene.id("note"));
    return one(rule, to_member(scene, "note", message, Placing::beside));
}

// Of each press anew, though its button has the same intent every time.
Decision slow_down(const Scene& scene) {
    Request once = scene.request;
    once.intent = once.press;
    return apologise({scene.event, once, scene.inputs, scene.now}, std::string(rule_fast));
}

// A page of previews, or the words that say that there is none.
Decision show(const Scene& scene, const std::string& kind, const SearchRequest& shown,
              const std::string& words, Placing placing) {
    const Page page = scene.inputs.page.value_or(Page{});
    if (page.total == 0) {
        return one("no_result", to_member(scene, kind, nothing_found(scene, words, page), placing));
    }
    if (page.stickers.empty()) {
        return one("no_result", to_member(scene, kind, no_more(scene), Placing::beside));
    }
    const std::string rule = kind == "previews" ? "search" : kind;
    return one(rule, to_member(scene, kind, previews(scene, scene.id(kind), shown, page), placing));
}

// The sticker for all to see, where the asker is.
proto::Action post_of(const Scene& scene, const std::string& kind, int ordinal) {
    const StickerFacts& sticker = *scene.inputs.sticker;
    proto::Action post = to_conversation(scene, kind, ordinal, sticker_post(scene, sticker));
    post.notify->sticker = sticker.id;
    post.notify->label = sticker.label;
    post.notify->clear_previews = !scene.asker().response_url.empty();
    return post;
}

// The same press, as if made where the sticker is to go.
Request carried_to(const Request& pressed, const Again& again) {
    Request there = pressed;
    there.asker.conversation.channel = again.channel;
    there.asker.channel = again.channel.value;
    there.asker.channel_name.clear();  // only Slack knows it
    there.asker.thread_ts = again.thread;
    return there;
}

struct Rules {
    const Scene& scene;

    Decision operator()(const Nothing&) const { return {"nothing", {}}; }
    Decision operator()(const Stale&) const { return apologise(scene, "stale"); }
    Decision operator()(const Cancel&) const { return one("cancel", removal(scene, "cancel")); }

    Decision operator()(const Help& wish) const {
        return one("help", to_member(scene, "help", help(scene, wish), Placing::beside));
    }
    Decision operator()(const Search& wish) const {
        return show(scene, "previews", *plan(scene.request).search, wish.words, Placing::beside);
    }
    Decision operator()(const Redraw& wish) const {
        return show(scene, std::string(to_text(wish.direction)), *plan(scene.request).search,
                    wish.query, Placing::replace);
    }
    Decision operator()(const Send& wish) const {
        if (scene.asker().channel.empty()) return apologise(scene, "nowhere");
        if (!scene.inputs.sticker) return apologise(scene, "gone");
        if (scene.inputs.too_fast) return slow_down(scene);
        return one("send", post_of(scene, "send", wish.place));
    }
    Decision operator()(const Again& wish) const {
        if (!scene.inputs.sticker) return apologise(scene, "gone");
        if (scene.inputs.too_fast) return slow_down(scene);
        const Request there = carried_to(scene.request, wish);
        proto::Action post = post_of({scene.event, there, scene.inputs, scene.now}, "again", 0);
        post.target_action = wish.target;
        return one("again", std::move(post));
    }
};

}  // namespace

Decision decide(const proto::Event& event, const Request& request, const Inputs& inputs,
                base::Time now) {
    const Scene scene{event, request, inputs, now};
    return std::visit(Rules{scene}, request.wish);
}

base::Result<Decision> decide(const proto::Event& event, const Inputs& inputs, base::Time now) {
    const auto request = understand(event);
    if (!request) return request.error();
    return decide(event, *request, inputs, now);
}

}  // namespace worker
