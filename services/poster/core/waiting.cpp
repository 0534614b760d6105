#include "services/poster/core/waiting.hpp"

#include <algorithm>
#include <utility>

#include "libs/slack/escape.hpp"
#include "services/poster/core/rules.hpp"

namespace poster {
namespace {

std::string words_of(const WaitNote& note, const std::optional<Pause>& pause) {
    if (pause && pause->reason.empty()) return texts::say(note.language, "waiting.stopped");
    if (pause) {
        return texts::say(note.language, "waiting.paused",
                          {{"reason", slack::escape(pause->reason)}});
    }
    const std::size_t ahead = note.line ? note.line->ahead_of(note.place) : 0;
    if (ahead == 0) return texts::say(note.language, "waiting.text");
    return texts::say(note.language, "waiting.ahead", {{"count", std::to_string(ahead)}});
}

Next after(WaitNote& note, base::Duration pause, const base::Clock& clock) {
    note.due = clock.steady() + pause;
    return Next::after(pause);
}

}  // namespace

std::optional<WaitNote> wait_note_of(const Delivery& delivery, const base::Clock& clock) {
    const auto& action = delivery.action;
    if (!delivery.previews || delivery.at_once || action.lane != proto::Lane::visible) return {};
    const auto age = clock.now() - action.received_at;
    if (!action.notify->clear_previews || age >= response_url_life) return {};
    WaitNote note;
    note.previews = delivery.previews;
    note.line = delivery.line;
    note.place = delivery.place_in_line;
    note.language = texts::language_of(action.notify->locale);
    note.due = clock.steady() + std::clamp(patience - age, shortest_patience, patience);
    note.until = clock.steady() + std::max(action.expires_at - clock.now(), base::Duration{0});
    note.channel = action.conversation.channel;
    note.call.form = Call::Form::tell;
    note.call.action = action.id;
    note.call.team = action.conversation.team;
    note.call.response_url = action.notify->response_url;
    return note;
}

Next step(WaitNote& note, const base::Clock& clock, Slack& slack, const Slots& slots) {
    const auto left = note.due - clock.steady();
    if (left > left.zero()) return Next::after(std::chrono::ceil<base::Duration>(left));
    const auto pause = slots.paused(note.call.team, note.channel);
    if (note.said && !pause) {
        const bool over = note.previews->closed() || clock.steady() >= note.until;
        return over ? Next::done() : after(note, pause_watch, clock);
    }
    auto& previews = *note.previews;
    if (!(note.said ? previews.begin_another() : previews.begin_sending())) return Next::done();
    note.call.text = words_of(note, pause);
    const auto verdict = slack.call(note.call);
    const bool taken = verdict.kind == Verdict::Kind::done || verdict.kind == Verdict::Kind::unsure;
    if (taken) previews.used();
    previews.end_sending(taken || note.said);
    const bool first = !std::exchange(note.said, note.said || taken);
    if (taken && first && !pause) return after(note, pause_watch, clock);
    const bool passing =
        verdict.kind == Verdict::Kind::not_done || verdict.kind == Verdict::Kind::throttled;
    if (!passing || ++note.tries >= most_wait_tries) return Next::done();
    return after(note, std::max(verdict.wait, backoff(note.call.action, note.tries)), clock);
}

}  // namespace poster
