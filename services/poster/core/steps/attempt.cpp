#include <utility>

#include "services/poster/core/courier.hpp"
#include "services/poster/core/rules.hpp"

// The middle of a courier's way: the bytes leave, and what Slack's answer means.

namespace poster {

using proto::Method;

Next Courier::call(Delivery& delivery) {
    if (delivery.recorded && clock_.steady() - delivery.intent_at > intent_fresh) {
        delivery.verdict = {Verdict::Kind::not_done, {}, {}, "intent_too_old", {}};
        return go(delivery, Stage::reopen);  // the process slept: its lease may end under the call
    }
    const auto& team = delivery.action.conversation.team;
    const bool named = bears_a_name(delivery.action) && !delivery.by_response_url;
    if (named && slack_.may_name(team) == false) delivery.nameless = true;
    const Call call = call_for(delivery);
    delivery.sent_at = clock_.now();
    const auto left_at = clock_.steady();
    if (!delivery.recorded) ++delivery.attempts;
    delivery.verdict = slack_.call(call);
    const auto kind = delivery.verdict.kind;
    const bool taken = kind == Verdict::Kind::done || kind == Verdict::Kind::unsure;
    if (taken && delivery.line) delivery.line->sent(left_at);
    if (!call.response_url.empty()) count_use(delivery, delivery.verdict);
    const bool done = delivery.verdict.kind == Verdict::Kind::done;
    delivery.unsigned_yet = done && named && !delivery.nameless && slack_.may_name(team) == false;
    return judge(delivery);
}

Call Courier::call_for(const Delivery& delivery) const {
    const auto& action = delivery.action;
    Call call;
    if (delivery.nameless) call.form = Call::Form::nameless;
    if (delivery.by_response_url) call.form = Call::Form::in_channel;
    if (call.form != Call::Form::as_is && action.notify) call.signature = signature_of(action);
    call.action = action.id;
    call.team = action.conversation.team;
    call.user = action.user;
    call.method = action.method;
    call.arguments = action.arguments;
    call.channel = proto::ChannelId(delivery.target_channel);
    call.ts = delivery.target_ts;
    call.response_url = action.response_url;
    if (delivery.by_response_url) call.response_url = way_around(delivery);
    return call;
}

Next Courier::judge(Delivery& delivery) {
    const Verdict& verdict = delivery.verdict;
    switch (verdict.kind) {
        case Verdict::Kind::done:
            delivery.end = {State::sent, verdict.ts, verdict.channel, {}};
            return go(delivery, Stage::record);
        case Verdict::Kind::throttled:
        case Verdict::Kind::token_dead:
            return go(delivery, Stage::throttle);
        case Verdict::Kind::unsure:
            ++delivery.fruitless;
            return suspect(delivery, Doubt::Why::lost_answer, trail_of(delivery), settle_time);
        case Verdict::Kind::not_done:
            ++delivery.fruitless;
            return go(delivery, Stage::reopen);
        case Verdict::Kind::closed:
            // Where the store has forgotten, a look cannot tell of a post by that other way.
            if (delivery.trusted_at != base::Time{}) return park(delivery);
            if (can_go_by_response_url(delivery)) {
                delivery.by_response_url = true;
                return go(delivery, Stage::reopen);
            }
            break;
        case Verdict::Kind::unnamed:
            if (can_go_nameless(delivery)) {
                delivery.nameless = true;
                return go(delivery, Stage::reopen);
            }
            break;
        case Verdict::Kind::refused:
            if (says_done_before(delivery)) {
                delivery.end = {State::sent, {}, {}, {}};
                return go(delivery, Stage::record);
            }
            break;
    }
    delivery.end = {State::refused, {}, {}, verdict.error};
    return go(delivery, Stage::record);
}

// A conversation without the bot (a private channel, a DM) is open to the interaction's own URL.
bool Courier::can_go_by_response_url(const Delivery& delivery) const {
    const auto& action = delivery.action;
    const bool post =
        action.method == Method::chat_post_message && action.lane == proto::Lane::visible;
    if (!post || delivery.by_response_url || way_around(delivery).empty()) return false;
    if (is_sent_again(action)) return true;
    return delivery.previews && delivery.previews->usable() &&
           clock_.now() - action.received_at < response_url_life;
}

bool Courier::can_go_nameless(const Delivery& delivery) const {
    return bears_a_name(delivery.action) && !delivery.nameless && !delivery.by_response_url;
}

// A use is what Slack took, or may have taken.
void Courier::count_use(const Delivery& delivery, const Verdict& verdict) const {
    const bool taken = verdict.kind == Verdict::Kind::done || verdict.kind == Verdict::Kind::unsure;
    const bool elsewhere =
        delivery.by_response_url && is_sent_again(delivery.action) && delivery.stage == Stage::call;
    if (taken && !elsewhere && delivery.previews) delivery.previews->used();
}

Next Courier::throttle(Delivery& delivery) {
    const Load load = delivery.doubt ? look_load_of(delivery) : load_of(delivery);
    if (delivery.verdict.kind == Verdict::Kind::token_dead) {
        delivery.verdict.wait = token_pause;
        slots_.hold(delivery.action.conversation.team, token_pause);
    } else {
        delivery.verdict.wait += jitter(delivery.action.id, delivery.attempts);
        slots_.throttled(load, delivery.verdict.wait);
    }
    if (delivery.doubt) {
        delivery.stage = Stage::doubt;
        return Next::after(delivery.verdict.wait);
    }
    return go(delivery, Stage::reopen);
}

Next Courier::reopen(Delivery& delivery) {
    if (delivery.recorded) {
        const auto written = ledger_.reopen(delivery.key(), delivery.owner);
        const bool lost = !written && written.error().code == "not_ours";
        if (!written && !lost && needs_store(delivery.action)) return Next::after(write_pause);
        delivery.recorded = false;
    }
    switch (delivery.verdict.kind) {
        case Verdict::Kind::closed:   // at once, the other way: the refused call has posted
        case Verdict::Kind::unnamed:  // nothing, its slot is free
            return go(delivery, Stage::begin);
        case Verdict::Kind::throttled:
        case Verdict::Kind::token_dead:
            delivery.stage = Stage::start;
            return Next::after(delivery.verdict.wait);
        case Verdict::Kind::unsure:
            delivery.stage = Stage::start;
            if (is_notice(delivery.action)) return Next::after(delivery.verdict.wait);
            return Next::after(backoff(delivery.action.id, delivery.fruitless));
        default:
            delivery.stage = Stage::start;
            return Next::after(backoff(delivery.action.id, delivery.fruitless));
    }
}

Next Courier::record(Delivery& delivery) {
    if (!delivery.recorded) return after_end(delivery);
    const auto written = ledger_.settle(delivery.key(), delivery.owner, delivery.end);
    if (written) return after_end(delivery);
    if (written.error().code == "not_ours") {  // somebody took it over: what they wrote stands
        delivery.recorded = false;
        return go(delivery, Stage::begin);
    }
    const bool waits = needs_store(delivery.action) && !is_over(delivery);
    return waits ? Next::after(write_pause) : after_end(delivery);
}

Next Courier::after_end(Delivery& delivery) const {
    if (delivery.unsigned_yet) return go(delivery, Stage::sign);
    return may_stand_twice(delivery) ? look_for_copies(delivery) : go(delivery, Stage::dead_letter);
}

// The scope was taken away since we asked. One attempt: the post itself is out.
Next Courier::sign(Delivery& delivery) {
    Call call = call_for(delivery);
    call.form = Call::Form::nameless;
    call.method = Method::chat_update;
    call.signature = signature_of(delivery.action);
    call.channel = proto::ChannelId(delivery.end.channel);
    call.ts = delivery.end.ts;
    if (!call.ts.empty()) (void)slack_.call(call);
    return go(delivery, Stage::dead_letter);
}

}  // namespace poster
