#include "services/poster/core/waiting.hpp"

#include <algorithm>

#include "libs/texts/texts.hpp"
#include "services/poster/core/rules.hpp"

namespace poster {

std::optional<WaitNote> wait_note_of(const Delivery& delivery, const base::Clock& clock) {
    const auto& action = delivery.action;
    if (!delivery.previews || delivery.at_once || action.lane != proto::Lane::visible) return {};
    const auto age = clock.now() - action.received_at;
    if (!action.notify->clear_previews || age >= response_url_life) return {};
    WaitNote note;
    note.previews = delivery.previews;
    note.due = clock.steady() + std::clamp(patience - age, shortest_patience, patience);
    note.call.form = Call::Form::tell;
    note.call.action = action.id;
    note.call.team = action.conversation.team;
    note.call.response_url = action.notify->response_url;
    note.call.text = texts::say(texts::language_of(action.notify->locale), "waiting.text");
    return note;
}

Next step(WaitNote& note, const base::Clock& clock, Slack& slack) {
    const auto left = note.due - clock.steady();
    if (left > left.zero()) return Next::after(std::chrono::ceil<base::Duration>(left));
    if (!note.previews->begin_sending()) return Next::done();
    (void)slack.call(note.call);
    note.previews->used();
    note.previews->end_sending();
    return Next::done();
}

}  // namespace poster
