#include <algorithm>

#include "proto/action.hpp"
#include "services/sticker-worker/core/press.hpp"
#include "tests/simulation/world/slack.hpp"

// Slack's other side: what the poster asks for.

namespace simulation {

using poster::Call;
using poster::Verdict;

namespace {

constexpr base::Duration call_time{5'000};  // then the poster gives up

bool is_message(const Call& call) {
    const bool by_arguments = call.form == Call::Form::as_is || call.form == Call::Form::nameless;
    return (by_arguments && call.method == proto::Method::chat_post_message) ||
           call.form == Call::Form::in_channel;
}

bool is_deletion(const Call& call) {
    return call.form == Call::Form::as_is && call.method == proto::Method::chat_delete;
}

}  // namespace

bool Slack::is_post(const Call& call) const {
    const auto meaning = meanings_.find(call.action.value);
    return is_message(call) && meaning != meanings_.end() &&
           meaning->second.what == Meaning::What::post;
}

bool Slack::is_notice(const Call& call) const {
    const auto meaning = meanings_.find(call.action.value);
    return meaning != meanings_.end() && meaning->second.what == Meaning::What::notice;
}

bool Slack::will_be_closed(const Call& call) const {
    return call.response_url.empty() && is_post(call) &&
           deeds_[meanings_.at(call.action.value).deed].channel == closed_channel;
}

// One a second and channel; nothing at all to a channel before its Retry-After is over.
void Slack::watch_pace(const Call& call) {
    if (!is_post(call) || will_be_closed(call)) return;
    const auto now = ground_.clock.now();
    const std::size_t deed = meanings_.at(call.action.value).deed;
    const std::string& channel = deeds_[deed].channel;
    post_calls.push_back(now);
    const auto newest = newest_post_.find(channel);
    if (newest != newest_post_.end() && now - newest->second < base::Duration{1'000}) {
        too_fast_.push_back("too fast in " + channel + ": #" + std::to_string(deed));
    }
    if (now < closed_until_[channel]) {
        too_early_.push_back("before the Retry-After of " + channel + ": #" + std::to_string(deed));
    }
}

Verdict Slack::call(const Call& call, const std::string& sender, base::Duration& latency) {
    latency = ground_.chance.ms(5, 60);
    watch_pace(call);
    const Verdict verdict = answer(call, sender, latency);
    const auto meaning = meanings_.find(call.action.value);
    if (meaning != meanings_.end()) {
        say(sender + " calls, form " + std::to_string(static_cast<int>(call.form)) + ", verdict " +
                std::to_string(static_cast<int>(verdict.kind)) + " " + verdict.error,
            meaning->second.deed);
    }
    return verdict;
}

Verdict Slack::answer(const Call& call, const std::string& sender, base::Duration& latency) {
    const auto now = ground_.clock.now();
    const Fault* fault = ground_.fault_at(Occasion::slack_call);
    if (fault && fault->kind == Kind::slack_away) away_until_ = now + fault->span;
    if (fault && fault->kind == Kind::slack_token_dead) token_dead_until_ = now + fault->span;
    if (now < away_until_) return {Verdict::Kind::not_done, {}, {}, "connect_failed", {}};
    const bool by_token = call.response_url.empty();
    if (by_token && now < token_dead_until_) {
        return {Verdict::Kind::token_dead, {}, {}, "invalid_auth", {}};
    }
    if (will_be_closed(call)) return {Verdict::Kind::closed, {}, {}, "not_in_channel", {}};
    if (fault) return trouble(*fault, call, sender, latency);
    if (call.form == Call::Form::look) return look(call);
    if (is_deletion(call) && is_notice(call)) {
        if (wiped(call)) return {};
        return {Verdict::Kind::refused, {}, {}, "message_not_found", {}};
    }
    const auto ts = take(call, sender, base::Duration{0});
    if (!is_message(call) || call.form == Call::Form::in_channel) return {};
    return {Verdict::Kind::done, std::to_string(ts), "C", {}, {}};
}

Verdict Slack::look(const Call& call) const {
    const auto meaning = meanings_.find(call.action.value);
    if (meaning == meanings_.end()) return {};
    const std::size_t deed = meaning->second.deed;
    if (is_notice(call)) {
        const auto& all = effects_[deed].notices;
        if (all.empty()) return {};
        const auto [oldest, newest] = std::minmax_element(all.begin(), all.end());
        Verdict seen{Verdict::Kind::done, std::to_string(*oldest), "D", {}, {}};
        if (oldest != newest) seen.spare = std::to_string(*newest);
        return seen;
    }
    if (deeds_[deed].channel == closed_channel) {
        return {Verdict::Kind::closed, {}, {}, "not_in_channel", {}};
    }
    if (deeds_[deed].channel == unreadable_channel) {
        return {Verdict::Kind::unnamed, {}, {}, "missing_scope", {}};
    }
    for (const Post& post : effects_[deed].posts) {
        if (post.traced) return {Verdict::Kind::done, std::to_string(post.ts), "C", {}, {}};
    }
    return {};
}

bool Slack::wiped(const Call& call) {
    auto& notices = effects_[meanings_.at(call.action.value).deed].notices;
    const auto at = std::find_if(notices.begin(), notices.end(),
                                 [&](std::int64_t ts) { return std::to_string(ts) == call.ts; });
    if (at == notices.end()) return false;
    notices.erase(at);
    say("takes a notice away", meanings_.at(call.action.value).deed);
    return true;
}

Verdict Slack::trouble(const Fault& fault, const Call& call, const std::string& sender,
                       base::Duration& latency) {
    switch (fault.kind) {
        case Kind::slack_answer_lost:
            take(call, sender, base::Duration{0});
            latency = call_time;
            return {Verdict::Kind::unsure, {}, {}, "timeout", {}};
        case Kind::slack_late:
            take(call, sender, fault.span);
            latency = call_time;
            return {Verdict::Kind::unsure, {}, {}, "timeout", {}};
        case Kind::slack_no_answer:
            latency = call_time;
            return {Verdict::Kind::unsure, {}, {}, "timeout", {}};
        case Kind::slack_throttles: {
            // Whole seconds, as Retry-After is.
            const auto wait = std::chrono::ceil<std::chrono::seconds>(fault.span);
            if (is_post(call)) {
                closed_until_[deeds_[meanings_.at(call.action.value).deed].channel] =
                    ground_.clock.now() + wait;
            }
            return {Verdict::Kind::throttled, {}, {}, "ratelimited", wait};
        }
        case Kind::slack_refuses:
            if (is_post(call)) return {Verdict::Kind::refused, {}, {}, "restricted_action", {}};
            break;
        default:
            break;
    }
    return {Verdict::Kind::not_done, {}, {}, "service_unavailable", {}};
}

std::int64_t Slack::take(const Call& call, const std::string& sender, base::Duration late) {
    Post post;
    post.sent_at = ground_.clock.now();
    post.sender = sender;
    post.traced = call.form != Call::Form::in_channel;
    post.ts = ++newest_ts_;
    if (is_post(call)) {
        newest_post_[deeds_[meanings_.at(call.action.value).deed].channel] = post.sent_at;
    }
    if (late == base::Duration{0}) {
        land(call, post);
    } else {
        ground_.agenda.plan(late, [this, call, post] {
            Post landed = post;
            landed.ts = ++newest_ts_;
            land(call, landed);
        });
    }
    return post.ts;
}

void Slack::land(const Call& call, const Post& post) {
    const auto found = meanings_.find(call.action.value);
    if (found == meanings_.end()) return;
    const Meaning meaning = found->second;
    Effects& effects = effects_[meaning.deed];
    if (call.form == Call::Form::ask || call.form == Call::Form::clear) return;
    if (call.form == Call::Form::tell) {
        // "Sending…" has no code; every notice ends with its action's.
        const bool notice =
            call.text.find(proto::error_code(call.action.value)) != std::string::npos;
        if (!notice) return;
        effects.notices.push_back(post.ts);
        return say("shows a notice", meaning.deed);
    }
    switch (meaning.what) {
        case Meaning::What::post:
            if (!is_message(call)) return;
            effects.posts.push_back(post);
            effects.posts.back().at = ground_.clock.now();
            return say("shows the POST", meaning.deed);
        case Meaning::What::notice:
            if (is_deletion(call)) return static_cast<void>(wiped(call));
            if (!is_message(call)) return;
            effects.notices.push_back(post.ts);
            effects.again |= call.arguments.find(worker::button::again) != std::string::npos;
            return say("shows a notice", meaning.deed);
        case Meaning::What::refusal:
            ++effects.refusals;
            return say("shows the worker's refusal", meaning.deed);
        case Meaning::What::answer:
            ++effects.shown;
            return say("shows an answer", meaning.deed);
    }
}

}  // namespace simulation
