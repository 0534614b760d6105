#include <algorithm>

#include "services/poster/core/courier.hpp"
#include "services/poster/core/rules.hpp"

// A notice goes to a member's id: the id of their DM is unknown until Slack has answered, so what
// became of an attempt without an answer cannot be seen. It goes again, since silence is worse than
// twice. The answer to the one that comes through tells the DM's id: then what stands there twice
// is found by the id in its metadata (the scope im:history) and taken away: the newer ones, so that
// two posters who look at the same time leave the same one.

namespace poster {

Next Courier::tell_again(Delivery& delivery, Doubt::Why why, base::Duration not_before) const {
    if (why == Doubt::Why::forgotten_and_over) return go(delivery, Stage::dead_letter);
    const bool asked = why == Doubt::Why::lost_answer;
    const auto wait = asked ? notice_distance(delivery.attempts) : not_before;
    delivery.verdict = {Verdict::Kind::unsure, {}, {}, "unanswered", wait};
    return go(delivery, Stage::reopen);
}

Next Courier::look_for_copies(Delivery& delivery) const {
    Doubt doubt;
    doubt.why = Doubt::Why::told_twice;
    doubt.counts_from = clock_.steady() + settle_time;  // whoever made the earlier attempts
    doubt.until = std::max(delivery.taken_at + notice_patience, clock_.now() + doubt_patience);
    delivery.doubt = std::move(doubt);
    return go(delivery, Stage::doubt);
}

// Pages come newest first.
Next Courier::compare_copies(Delivery& delivery) {
    Doubt& doubt = *delivery.doubt;
    const Verdict& page = delivery.verdict;
    if (doubt.why == Doubt::Why::pressed) {
        doubt.spare = page.ts;
        if (!doubt.spare.empty()) return go(delivery, Stage::doubt);
        return page.more.empty() ? leave(delivery) : turn_page(delivery);
    }
    if (!page.ts.empty()) {
        doubt.spare = !page.spare.empty() ? page.spare : doubt.seen;
        doubt.seen = page.ts;
        if (!doubt.spare.empty()) return go(delivery, Stage::doubt);
    }
    if (!page.more.empty()) return turn_page(delivery);
    if (doubt.seen.empty()) return look_later(delivery);
    delivery.end.ts = doubt.seen;  // the one that stays
    return go(delivery, Stage::answered);
}

// Pressed: then it was in a copy that shows "sending…" now, or is gone, and this one goes too.
// `other` does the same from the other side: whichever writes later into the ledger sees both.
Next Courier::answered(Delivery& delivery) {
    const auto& notice = delivery.action;
    const auto& team = notice.conversation.team;
    const auto again = ledger_.find({team, again_id(team, notice.id)});
    if (!again && clock_.now() < delivery.doubt->until) return Next::after(store_pause);
    if (!again || !*again) return look_later(delivery);
    delivery.doubt->spare = delivery.doubt->seen;
    return go(delivery, Stage::doubt);
}

// It is sent again, and its notice was perhaps told twice: the copy that was not pressed goes.
Next Courier::other(Delivery& delivery) {
    const auto& team = delivery.action.conversation.team;
    const auto found = ledger_.find({team, notice_id(team, *delivery.action.target_action)});
    if (!found) {
        const bool once_more = ++delivery.clear_tries < most_clear_tries;
        return once_more ? Next::after(store_pause) : go(delivery, Stage::outcome);
    }
    const auto& notice = *found;
    const bool twice = notice && notice->state == State::sent && notice->attempts > 1;
    if (!twice) return go(delivery, Stage::outcome);
    delivery.target_channel = notice->channel;
    Doubt doubt;
    doubt.why = Doubt::Why::pressed;
    doubt.until = clock_.now() + doubt_patience;
    delivery.doubt = std::move(doubt);
    return go(delivery, Stage::doubt);
}

Next Courier::look_later(Delivery& delivery) const {
    Doubt& doubt = *delivery.doubt;
    doubt.look_anew();
    const auto early = doubt.early_by(clock_.steady());
    if (early <= early.zero()) return leave(delivery);
    delivery.stage = Stage::doubt;
    return Next::after(early);
}

Next Courier::wipe(Delivery& delivery) {
    Doubt& doubt = *delivery.doubt;
    Call call = look_for(delivery);
    call.form = Call::Form::as_is;
    call.method = proto::Method::chat_delete;
    call.arguments = "{}";
    call.ts = doubt.spare;
    delivery.verdict = slack_.call(call);
    switch (delivery.verdict.kind) {
        case Verdict::Kind::throttled:
        case Verdict::Kind::token_dead:
            return go(delivery, Stage::throttle);
        case Verdict::Kind::not_done:
        case Verdict::Kind::unsure:
            delivery.stage = Stage::doubt;
            return Next::after(backoff(delivery.action.id, ++doubt.fruitless));
        case Verdict::Kind::done:
            break;
        case Verdict::Kind::refused:
        case Verdict::Kind::closed:
        case Verdict::Kind::unnamed:
            if (delivery.verdict.error != "message_not_found") return leave(delivery);
            break;
    }
    doubt.look_anew();
    return go(delivery, Stage::doubt);  // is there another one?
}

}  // namespace poster
