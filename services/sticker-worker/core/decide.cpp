#include "services/sticker-worker/core/decide.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "libs/slack/answers.hpp"

#include "services/sticker-worker/core/messages/envelope.hpp"
#include "services/sticker-worker/core/messages/notes.hpp"
#include "services/sticker-worker/core/messages/post.hpp"
#include "services/sticker-worker/core/messages/previews.hpp"
#include "services/sticker-worker/core/settings.hpp"

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

// With near nothing known of the member no form is shown, and none is taken.
Decision try_again(const Scene& scene) {
    return one(
        std::string(rule_away),
        to_member(scene, "note", sorry(scene, "settings.away", scene.id("note")), Placing::beside));
}

Decision refusal(std::string_view rule, const FieldErrors& errors) {
    Decision decision{std::string(rule), {}};
    decision.reply = slack::field_errors(errors);
    return decision;
}

class Rules {
public:
    explicit Rules(const Scene& scene) : scene_(scene) {}

    Decision operator()(const Nothing&) const { return {"nothing", {}}; }
    Decision operator()(const Stale&) const { return apologise(scene_, "stale"); }
    Decision operator()(const Cancel&) const { return one("cancel", removal(scene_, "cancel")); }

    Decision operator()(const Help& wish) const {
        return one("help", to_member(scene_, "help", help(scene_, wish), Placing::beside));
    }
    Decision operator()(const Search& wish) const {
        SearchRequest shown = *plan(scene_.request).search;
        shown.limit = scene_.inputs.chosen().previews;
        return show(scene_, "previews", shown, wish.words, Placing::beside);
    }
    Decision operator()(const Redraw& wish) const {
        return show(scene_, std::string(to_text(wish.direction)), *plan(scene_.request).search,
                    wish.query, Placing::replace);
    }
    Decision operator()(const Send& wish) const {
        if (scene_.asker().channel.empty()) return apologise(scene_, "nowhere");
        if (!scene_.inputs.sticker) return apologise(scene_, "gone");
        if (scene_.inputs.too_fast) return slow_down(scene_);
        return sent(one("send", post_of(scene_, "send", wish.place)));
    }
    Decision operator()(const Again& wish) const {
        if (!scene_.inputs.sticker) return apologise(scene_, "gone");
        if (scene_.inputs.too_fast) return slow_down(scene_);
        const Request there = carried_to(scene_.request, wish);
        proto::Action post = post_of({scene_.event, there, scene_.inputs, scene_.now}, "again", 0);
        post.target_action = wish.target;
        return sent(one("again", std::move(post)));
    }
    Decision operator()(const OpenSettings&) const {
        if (!scene_.inputs.settings) return try_again(scene_);
        return one("settings", opening(scene_, "settings", settings_modal(scene_)));
    }
    Decision operator()(const SaveSettings& wish) const {
        if (!scene_.inputs.settings) {
            const auto code = proto::error_code(scene_.id("note").value);
            return refusal(rule_away, {{std::string(form::previews),
                                        scene_.say("settings.away", {{"code", code}})}});
        }
        const auto verdict = judged(scene_, wish);
        if (const auto* errors = std::get_if<FieldErrors>(&verdict)) {
            return refusal(rule_refused, *errors);
        }
        Decision decision{"saved", {}};
        decision.reply = std::string();
        decision.settings = std::get<Settings>(verdict);
        return decision;
    }
    Decision operator()(const ListPacks& wish) const {
        Decision decision{std::string(rule_packs), {}};
        decision.reply = pack_options(scene_, wish);
        return decision;
    }

private:
    Decision sent(Decision decision) const {
        decision.sent = scene_.inputs.sticker->id;
        return decision;
    }

    const Scene& scene_;
};

}  // namespace

bool has_effect(const Decision& decision) {
    constexpr std::array<std::string_view, 6> without{rule_fast, rule_repeat, rule_refused,
                                                      rule_away, rule_packs,  "nothing"};
    return std::find(without.begin(), without.end(), decision.rule) == without.end();
}

Decision decide(const proto::Event& event, const Request& request, const Inputs& inputs,
                base::Time now) {
    const Scene scene{event, request, inputs, now};
    return std::visit(Rules(scene), request.wish);
}

base::Result<Decision> decide(const proto::Event& event, const Inputs& inputs, base::Time now) {
    const auto request = understand(event);
    if (!request) return request.error();
    return decide(event, *request, inputs, now);
}

}  // namespace worker
