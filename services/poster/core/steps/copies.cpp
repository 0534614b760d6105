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
    if (!page.ts.empty()) {
        doubt.spare = !page.spare.empty() ? page.spare : doubt.seen;
        doubt.seen = page.ts;
        if (!doubt.spare.empty()) return go(delivery, Stage::doubt);
    }
    if (!page.more.empty()) return turn_page(delivery);
    if (!doubt.seen.empty()) delivery.end.ts = doubt.seen;  // the one that stays
    doubt.look_anew();
    const auto early = doubt.early_by(clock_.steady());
    if (early <= early.zero()) return leave(delivery);
    delivery.stage = Stage::doubt;
    return Next::after(early);
}

Next Courier::wipe(Delivery& delivery) {
    Doubt& doubt = *delivery.doubt;
    Call call;
    call.action = delivery.action.id;
    call.team = delivery.action.conversation.team;
    call.method = proto::Method::chat_delete;
    call.arguments = "{}";
    call.channel = proto::ChannelId(delivery.end.channel);
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
