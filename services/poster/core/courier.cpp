#include "services/poster/core/courier.hpp"

#include <algorithm>
#include <utility>

#include "services/poster/core/rules.hpp"

namespace poster {

using proto::Method;

Courier::Courier(const base::Clock& clock, Ledger& ledger, Slots& slots, Slack& slack, Bus& bus,
                 std::string instance)
    : clock_(clock),
      ledger_(ledger),
      slots_(slots),
      slack_(slack),
      bus_(bus),
      instance_(std::move(instance)) {}

Next Courier::step(Delivery& delivery) {
    Next next = advance(delivery);
    const bool for_its_turn = delivery.stage == Stage::start || delivery.stage == Stage::begin;
    if (for_its_turn && next.kind == Next::Kind::wait) {
        // Past its time it waits for somebody else's attempt: not in a spin.
        next.wait = std::min(next.wait, std::max(longest_wait(delivery), write_pause));
    }
    if (delivery.stage == Stage::doubt && next.kind == Next::Kind::wait) {
        const auto left = delivery.doubt->until - clock_.now();
        next.wait = std::clamp(left, base::Duration{0}, next.wait);
    }
    return next;
}

// However long Slack's Retry-After: who waits in vain is told in time, and a notice makes room.
base::Duration Courier::longest_wait(const Delivery& delivery) const {
    const auto now = clock_.now();
    auto left = delivery.action.expires_at - now;
    if (is_notice(delivery.action)) {
        left = std::min(left, delivery.taken_at + notice_patience + base::Duration{1} - now);
    }
    return std::max(left, base::Duration{0});
}

Next Courier::advance(Delivery& delivery) {
    switch (delivery.stage) {
        case Stage::start:
            return start(delivery);
        case Stage::look:
            return look(delivery);
        case Stage::ask:
            return ask(delivery);
        case Stage::resolve:
            return resolve(delivery);
        case Stage::reserve:
            return reserve(delivery);
        case Stage::begin:
            return begin(delivery);
        case Stage::doubt:
            return reserve_look(delivery);
        case Stage::hold:
            return hold(delivery);
        case Stage::verify:
            return verify(delivery);
        case Stage::wipe:
            return wipe(delivery);
        case Stage::answered:
            return answered(delivery);
        case Stage::call:
            return call(delivery);
        case Stage::throttle:
            return throttle(delivery);
        case Stage::reopen:
            return reopen(delivery);
        case Stage::close:
            return close(delivery);
        case Stage::record:
            return record(delivery);
        case Stage::sign:
            return sign(delivery);
        case Stage::dead_letter:
            return dead_letter(delivery);
        case Stage::keep:
            return keep(delivery);
        case Stage::notice:
            return notice(delivery);
        case Stage::clear:
            return clear(delivery);
        case Stage::other:
            return other(delivery);
        case Stage::outcome:
            return outcome(delivery);
        case Stage::told:
            return told(delivery);
        case Stage::republish:
            return republish(delivery);
        case Stage::bury:
            return bury(delivery);
    }
    return Next::done();
}

Next Courier::go(Delivery& delivery, Stage stage) const {
    delivery.stage = stage;
    return Next::step();
}

bool Courier::is_over(const Delivery& delivery) const {
    return clock_.now() >= delivery.action.expires_at;
}

Next Courier::start(Delivery& delivery) {
    const auto& action = delivery.action;
    if (delivery.at_once) return go(delivery, Stage::close);
    if (is_over(delivery)) return give_up(delivery, State::expired, "expired");
    if (is_notice(action) && clock_.now() - delivery.taken_at > notice_patience) {
        return go(delivery, Stage::republish);
    }
    if (action.lane == proto::Lane::visible && !delivery.looked) return go(delivery, Stage::look);
    if (bears_a_name(action) && !delivery.asked && !slack_.may_name(action.conversation.team)) {
        return go(delivery, Stage::ask);
    }
    const bool of_a_message =
        action.method == Method::chat_update || action.method == Method::chat_delete;
    if (of_a_message && action.target_action && delivery.target_ts.empty()) {
        return go(delivery, Stage::resolve);
    }
    if (is_sent_again(action) && !delivery.kept_url) return go(delivery, Stage::resolve);
    return go(delivery, Stage::reserve);
}

Next Courier::look(Delivery& delivery) {
    const auto found = ledger_.find(delivery.key());
    delivery.stage = Stage::start;
    if (!found) return Next::after(store_pause);
    delivery.looked = true;
    const auto& entry = *found;
    const bool ended = entry && entry->state != State::open && entry->state != State::sending &&
                       entry->state != State::unknown;
    return ended ? adopt(delivery, *entry) : Next::step();
}

// Only what all see; notices go on, so that whoever waits in vain is told.
bool Courier::is_paused(const Delivery& delivery) const {
    const auto& action = delivery.action;
    return action.lane == proto::Lane::visible &&
           slots_.paused(action.conversation.team, action.conversation.channel).has_value();
}

// Once; without an answer it goes out under the name.
Next Courier::ask(Delivery& delivery) {
    Call call;
    call.form = Call::Form::ask;
    call.action = delivery.action.id;
    call.team = delivery.action.conversation.team;
    (void)slack_.call(call);
    delivery.asked = true;
    return go(delivery, Stage::start);
}

Next Courier::resolve_url(Delivery& delivery) {
    const EntryKey target{delivery.action.conversation.team, *delivery.action.target_action};
    const auto found = ledger_.url_of(target);
    delivery.stage = Stage::start;
    if (!found) return Next::after(store_pause);
    delivery.kept_url = found->value_or("");
    return Next::step();
}

Next Courier::resolve(Delivery& delivery) {
    if (is_sent_again(delivery.action)) return resolve_url(delivery);
    const EntryKey target{delivery.action.conversation.team, *delivery.action.target_action};
    const auto found = ledger_.find(target);
    delivery.stage = Stage::start;
    if (!found) return Next::after(store_pause);
    const auto& entry = *found;
    if (entry && (entry->state == State::sending || entry->state == State::unknown)) {
        return Next::after(write_pause);
    }
    if (!entry || entry->state != State::sent || entry->ts.empty()) {
        return give_up(delivery, State::refused, "no_target");
    }
    delivery.target_ts = entry->ts;
    delivery.target_channel = entry->channel;
    return Next::step();
}

Next Courier::reserve(Delivery& delivery) {
    const Load load = load_of(delivery);
    if (is_paused(delivery)) {
        delivery.stage = Stage::start;
        return Next::after(pause_look);
    }
    const auto reserved = slots_.reserve(load);
    if (!reserved && needs_store(delivery.action)) {
        delivery.stage = Stage::start;
        return Next::after(store_pause);
    }
    const Slot slot = reserved ? *reserved : slots_.reserve_alone(load);
    if (slot.granted && clock_.now() + slot.delay >= delivery.action.expires_at) {
        return give_up(delivery, State::expired, "expired");
    }
    delivery.stage = slot.granted ? Stage::begin : Stage::start;
    return slot.delay > base::Duration{0} ? Next::after(slot.delay) : Next::step();
}

base::Duration Courier::too_early_by(const Delivery& delivery) const {
    if (!delivery.line || !must_be_once(delivery.action)) return base::Duration{0};
    const auto last = delivery.line->sent_at();
    if (last == std::chrono::steady_clock::time_point{}) return base::Duration{0};
    return std::chrono::ceil<base::Duration>(last + post_distance - clock_.steady());
}

Next Courier::begin(Delivery& delivery) {
    if (is_over(delivery)) return give_up(delivery, State::expired, "expired");
    if (is_paused(delivery)) {  // since it has its slot
        delivery.stage = Stage::start;
        return Next::after(pause_look);
    }
    if (const auto early = too_early_by(delivery); early > base::Duration{0}) {
        return Next::after(early);
    }
    if (delivery.owner.empty()) delivery.owner = instance_ + "-" + std::to_string(++owners_);
    delivery.intent_at = clock_.steady();
    const auto claim = ledger_.begin(delivery.key(), delivery.owner, delivery.payload_hash,
                                     trail_of(delivery));
    if (claim) return claimed(delivery, *claim, Stage::call);
    if (needs_store(delivery.action)) {
        delivery.stage = Stage::start;
        return Next::after(store_pause);
    }
    delivery.recorded = false;
    return go(delivery, Stage::call);
}

// What begin and close have in common.
Next Courier::claimed(Delivery& delivery, const Claim& claim, Stage onward) {
    delivery.attempts = std::max(delivery.attempts, claim.entry.attempts);
    switch (claim.kind) {
        case Claim::Kind::ours:
            delivery.recorded = true;
            if (!is_forgotten(delivery)) return go(delivery, onward);
            return suspect_forgotten(delivery, onward == Stage::call
                                                   ? Doubt::Why::forgotten
                                                   : Doubt::Why::forgotten_and_over);
        case Claim::Kind::busy:  // the slot is not ours any more when this ends
            delivery.stage = Stage::start;
            return Next::after(std::clamp(claim.wait, write_pause, lease));
        case Claim::Kind::unsure:
            delivery.recorded = true;
            return suspect(delivery, Doubt::Why::lost_answer, claim.entry.trail,
                           settle_time - lease);
        case Claim::Kind::settled:
            return adopt(delivery, claim.entry);
    }
    return Next::done();
}

// It ended before: in a process that died before it could tell, or it is a repeat.
Next Courier::adopt(Delivery& delivery, const Entry& entry) {
    delivery.end = {entry.state, entry.ts, entry.channel, entry.error};
    delivery.sent_at = entry.sent_at;
    delivery.repeated = entry.told;
    return entry.told ? go(delivery, Stage::outcome) : after_end(delivery);
}

Next Courier::give_up(Delivery& delivery, State end, std::string error) {
    delivery.end = {end, {}, {}, std::move(error)};
    return go(delivery, Stage::close);
}

Next Courier::close(Delivery& delivery) {
    if (delivery.owner.empty()) delivery.owner = instance_ + "-" + std::to_string(++owners_);
    const auto claim =
        ledger_.close(delivery.key(), delivery.owner, delivery.payload_hash, delivery.end);
    if (claim) return claimed(delivery, *claim, Stage::dead_letter);
    // With the store away for long nobody can say more than that its time is over, and no partition
    // waits longer for it. One lost answer is no absence.
    const bool first = !std::exchange(delivery.asked_to_close, true);
    const bool early = clock_.now() < delivery.action.expires_at + close_patience;
    const bool waits = needs_store(delivery.action) && !delivery.at_once && (first || early);
    return waits ? Next::after(store_pause) : go(delivery, Stage::dead_letter);
}

}  // namespace poster
