#include "services/poster/core/courier.hpp"
#include "services/poster/core/rules.hpp"

// The second half of a courier's way: the end is decided and written, now everybody is told. A
// crash in here runs it again from the ledger's entry; each part is harmless twice.

namespace poster {
namespace {

proto::DeadReason reason_of(State end) {
    if (end == State::parked) return proto::DeadReason::ambiguous;
    return end == State::expired ? proto::DeadReason::expired : proto::DeadReason::slack_refused;
}

}  // namespace

Next Courier::dead_letter(Delivery& delivery) {
    if (is_dead_lettered(delivery)) {
        auto note = delivery.place;
        note.reason = reason_of(delivery.end.state);
        note.error = delivery.end.error;
        note.stage = "poster.call";
        note.attempts = delivery.attempts;
        note.first_seen = delivery.taken_at;
        if (!bus_.dead_letter(delivery.original, note)) return Next::after(bus_pause);
    }
    return go(delivery, can_be_sent_again(delivery) ? Stage::keep : Stage::notice);
}

// One attempt: with the store away it can be sent again where the bot may post.
Next Courier::keep(Delivery& delivery) {
    const auto& action = delivery.action;
    const auto& url = way_around(delivery);  // sent again: not that of the DM it was pressed in
    const auto life = action.received_at + response_url_life - clock_.now();
    if (!url.empty() && life > base::Duration{0}) {
        (void)ledger_.keep_url(delivery.key(), url, life).ok();
    }
    return go(delivery, Stage::notice);
}

bool Courier::can_change_previews(const Delivery& delivery) const {
    return delivery.previews && delivery.previews->usable() &&
           clock_.now() - delivery.action.received_at < response_url_life;
}

Next Courier::notice(Delivery& delivery) {
    // From here on our word stands there: a "sending…" that is on its way arrives first.
    if (delivery.previews && !delivery.previews->close()) return Next::after(write_pause);
    switch (notice_way(delivery, clock_.now())) {
        case NoticeWay::none:
            return go(delivery, Stage::clear);
        case NoticeWay::in_place:
        case NoticeWay::ephemeral:
            return tell_in_place(delivery);
        case NoticeWay::direct_message:
            break;
    }
    if (!bus_.action(notice_action(delivery, clock_.now()))) return Next::after(bus_pause);
    return go(delivery, Stage::clear);
}

// Tried a few times (it replaces what stood there, so twice is harmless), then it goes by DM.
Next Courier::tell_in_place(Delivery& delivery) {
    const auto& action = delivery.action;
    const auto way = notice_way(delivery, clock_.now());
    Call call;
    call.form = Call::Form::tell;
    call.action = action.id;
    call.team = action.conversation.team;
    call.channel = action.conversation.channel;
    call.user = action.notify->user;
    call.text = notice_text(delivery, way);
    if (way == NoticeWay::in_place) call.response_url = action.notify->response_url;
    const auto verdict = slack_.call(call);
    if (way == NoticeWay::in_place) count_use(delivery, verdict);
    if (verdict.kind == Verdict::Kind::done) {
        delivery.told_in_place = way == NoticeWay::in_place;
        return go(delivery, Stage::clear);
    }
    const bool passing =
        verdict.kind == Verdict::Kind::not_done || verdict.kind == Verdict::Kind::unsure;
    delivery.notice_tries = passing ? delivery.notice_tries + 1 : most_notice_tries;
    return passing ? Next::after(backoff(action.id, delivery.notice_tries)) : Next::step();
}

// The previews go at the end, whatever the end is. If that fails a few times they stay: it is only
// logged.
Next Courier::clear(Delivery& delivery) {
    const auto& notify = delivery.action.notify;
    const bool there = notify && notify->clear_previews && !delivery.told_in_place;
    if (there && can_change_previews(delivery)) {
        Call call;
        call.form = Call::Form::clear;
        call.action = delivery.action.id;
        call.team = delivery.action.conversation.team;
        call.response_url = notify->response_url;
        const auto verdict = slack_.call(call);
        const bool passing = verdict.kind == Verdict::Kind::not_done;
        if (passing && ++delivery.clear_tries < most_clear_tries) {
            return Next::after(backoff(delivery.action.id, delivery.clear_tries));
        }
        if (verdict.kind != Verdict::Kind::done) delivery.clear_error = verdict.error;
    }
    const bool of_a_notice = is_sent_again(delivery.action) && !delivery.told_in_place;
    return go(delivery, of_a_notice ? Stage::other : Stage::outcome);
}

Next Courier::outcome(Delivery& delivery) {
    if (!bus_.outcome(delivery.outcome(clock_.now()))) return Next::after(bus_pause);
    return go(delivery, Stage::told);
}

// Not waited for: without it a re-run tells everybody again, which is harmless.
Next Courier::told(Delivery& delivery) {
    if (!delivery.repeated) (void)ledger_.told(delivery.key()).ok();
    return Next::done();
}

// Its partition must not wait for it: the same notice comes again behind the others. No outcome: it
// has not ended.
Next Courier::republish(Delivery& delivery) {
    if (!bus_.action(delivery.action)) return Next::after(bus_pause);
    return Next::done();
}

// What cannot be read names nobody who could be told.
Next Courier::bury(Delivery& delivery) {
    if (!bus_.dead_letter(delivery.original, delivery.place)) return Next::after(bus_pause);
    return Next::done();
}

}  // namespace poster
