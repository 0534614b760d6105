#include <algorithm>
#include <utility>

#include "services/poster/core/courier.hpp"
#include "services/poster/core/rules.hpp"

// An attempt ended without a word, or the store has forgotten whether there was one: its message is
// looked for in the conversation's history (pipeline F3, F5).

namespace poster {

// `not_before`: from now on, how long Slack may still be busy with the call.
Next Courier::suspect(Delivery& delivery, Doubt::Why why, Trail trail, base::Duration not_before) {
    delivery.perhaps_done = true;
    if (why == Doubt::Why::lost_answer) ++delivery.lost_answers;
    if (!must_be_once(delivery.action)) return go(delivery, Stage::reopen);
    if (is_notice(delivery.action)) return tell_again(delivery, why, not_before);
    if (trail == Trail::none) return park(delivery);
    Doubt doubt;
    doubt.why = why;
    doubt.counts_from = clock_.steady() + not_before;
    doubt.until = std::max(delivery.action.expires_at, clock_.now() + doubt_patience);
    delivery.doubt = std::move(doubt);
    return go(delivery, Stage::doubt);
}

bool Courier::is_forgotten(const Delivery& delivery) const {
    const auto forgot_at = ledger_.forgot_at();
    // A repeat is written later than what it repeats.
    const auto first = std::min(delivery.place.timestamp, delivery.action.received_at);
    return must_be_once(delivery.action) && first <= forgot_at &&
           delivery.trusted_at < forgot_at;
}

Next Courier::suspect_forgotten(Delivery& delivery, Doubt::Why why) {
    const auto forgot_at = ledger_.forgot_at();
    delivery.trusted_at = forgot_at;
    const auto left = forgot_at + settle_time - clock_.now();
    return suspect(delivery, why, trail_of(delivery), std::max(left, base::Duration{0}));
}

Next Courier::reserve_look(Delivery& delivery) {
    const auto& doubt = *delivery.doubt;
    if (clock_.now() >= doubt.until) {
        const bool goes_on = doubt.why == Doubt::Why::told_twice && !is_over(delivery);
        return goes_on ? go(delivery, Stage::republish) : leave(delivery);
    }
    const auto reserved = slots_.reserve(look_load_of(delivery));
    if (!reserved) return Next::after(store_pause);
    // An end that is written already is nobody else's.
    const bool ended = doubt.why != Doubt::Why::lost_answer && doubt.why != Doubt::Why::forgotten;
    if (reserved->granted) {
        delivery.stage = !doubt.spare.empty() ? Stage::wipe : ended ? Stage::verify : Stage::hold;
    }
    return reserved->delay > base::Duration{0} ? Next::after(reserved->delay) : Next::step();
}

// The looks take longer than a lease: two who find out by turns would never end.
Next Courier::hold(Delivery& delivery) {
    const auto claim = ledger_.begin(delivery.key(), delivery.owner, delivery.payload_hash,
                                     Trail::metadata);
    if (!claim) {
        delivery.stage = Stage::doubt;
        return Next::after(store_pause);
    }
    const auto kind = claim->kind;
    if (kind == Claim::Kind::ours || kind == Claim::Kind::unsure) {
        return go(delivery, Stage::verify);
    }
    delivery.doubt.reset();
    delivery.recorded = false;
    return claimed(delivery, *claim, Stage::call);  // somebody else has taken it over
}

Call Courier::look_for(const Delivery& delivery) const {
    const auto& action = delivery.action;
    Call call;
    call.form = Call::Form::look;
    call.action = action.id;
    call.team = action.conversation.team;
    call.channel = action.conversation.channel;
    call.since = action.received_at - history_margin;
    call.cursor = delivery.doubt->cursor;
    switch (delivery.doubt->why) {
        case Doubt::Why::told_twice:
            call.channel = proto::ChannelId(delivery.end.channel);
            break;
        case Doubt::Why::pressed:
            call.action = notice_id(call.team, *action.target_action);
            call.channel = proto::ChannelId(delivery.target_channel);
            call.since -= proto::notice_life;
            break;
        default:
            call.thread_ts = thread_of(action);
    }
    return call;
}

Next Courier::verify(Delivery& delivery) {
    const bool copies = delivery.doubt->is_of_a_notice();
    delivery.verdict = slack_.call(look_for(delivery));
    switch (delivery.verdict.kind) {
        case Verdict::Kind::done:
            return copies ? compare_copies(delivery) : recognise(delivery);
        case Verdict::Kind::throttled:
            if (delivery.verdict.wait > longest_look_wait && !copies) return park(delivery);
            return go(delivery, Stage::throttle);
        case Verdict::Kind::token_dead:
            return go(delivery, Stage::throttle);
        case Verdict::Kind::unsure:
        case Verdict::Kind::not_done:
            delivery.stage = Stage::doubt;
            return Next::after(backoff(delivery.action.id, ++delivery.doubt->fruitless));
        case Verdict::Kind::refused:
        case Verdict::Kind::closed:
        case Verdict::Kind::unnamed:
            break;
    }
    return leave(delivery);
}

Next Courier::recognise(Delivery& delivery) {
    const Verdict& page = delivery.verdict;
    if (page.ts.empty()) return page.more.empty() ? absent(delivery) : turn_page(delivery);
    delivery.end = {State::sent, page.ts, page.channel, {}};
    delivery.doubt.reset();
    return go(delivery, Stage::record);
}

Next Courier::turn_page(Delivery& delivery) const {
    Doubt& doubt = *delivery.doubt;
    doubt.cursor = delivery.verdict.more;
    return ++doubt.pages < most_pages ? go(delivery, Stage::doubt) : leave(delivery);
}

// A whole look without it.
Next Courier::absent(Delivery& delivery) {
    Doubt& doubt = *delivery.doubt;
    doubt.look_anew();
    delivery.stage = Stage::doubt;
    if (const auto early = doubt.early_by(clock_.steady()); early > early.zero()) {
        return Next::after(early);
    }
    const int wanted = doubt.why == Doubt::Why::lost_answer ? most_absences : 1;
    if (++doubt.absences < wanted) return Next::after(look_distance);
    return believe_absent(delivery);
}

Next Courier::believe_absent(Delivery& delivery) {
    const auto why = delivery.doubt->why;
    if (why == Doubt::Why::lost_answer && delivery.lost_answers >= most_lost_answers) {
        return park(delivery);
    }
    delivery.doubt.reset();
    if (why == Doubt::Why::forgotten_and_over) return go(delivery, Stage::dead_letter);
    delivery.verdict = {Verdict::Kind::not_done, {}, {}, "not_in_history", {}};
    return go(delivery, Stage::reopen);
}

// No more looks.
Next Courier::leave(Delivery& delivery) const {
    if (!delivery.doubt->is_of_a_notice()) return park(delivery);
    const bool pressed = delivery.doubt->why == Doubt::Why::pressed;
    delivery.doubt.reset();
    return go(delivery, pressed ? Stage::outcome : Stage::dead_letter);
}

Next Courier::park(Delivery& delivery) const {
    delivery.doubt.reset();
    delivery.verdict.kind = Verdict::Kind::unsure;
    delivery.end = {State::parked, {}, {}, "ambiguous"};
    return go(delivery, Stage::record);
}

}  // namespace poster
