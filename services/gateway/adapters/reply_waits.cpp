#include "services/gateway/adapters/reply_waits.hpp"

#include <algorithm>
#include <utility>

#include "libs/slack/answers.hpp"

namespace gateway {

ReplyWaits::Wait::Wait(ReplyWaits& waits, const proto::Event& event)
    : waits_(waits),
      envelope_id_(event.envelope_id),
      waiting_(std::make_shared<Waiting>()),
      future_(waiting_->answer.get_future()) {
    waiting_->event_id = event.id.value;
    waits_.loop_.post([table = waits_.table_, id = envelope_id_, waiting = waiting_] {
        table->emplace(id, waiting);
    });
}

ReplyWaits::Wait::~Wait() {
    waits_.loop_.post([table = waits_.table_, id = envelope_id_, waiting = waiting_] {
        const auto [first, last] = table->equal_range(id);
        const auto found =
            std::find_if(first, last, [&](const auto& entry) { return entry.second == waiting; });
        if (found != last) table->erase(found);
    });
    --waits_.count_;
}

std::optional<std::string> ReplyWaits::Wait::answer(base::Duration limit) {
    if (future_.wait_for(limit) != std::future_status::ready) return std::nullopt;
    return future_.get();
}

std::unique_ptr<ReplyWaits::Wait> ReplyWaits::expect(const proto::Event& event) {
    if (count_.fetch_add(1) < most) return std::make_unique<Wait>(*this, event);
    --count_;
    figures_.limit_reached("waiting");
    return nullptr;
}

void ReplyWaits::reply(proto::Reply reply) {
    loop_.post([table = table_, &figures = figures_, reply = std::move(reply)] {
        figures.reply(hand_over(*table, reply));
    });
}

std::string_view ReplyWaits::hand_over(Table& table, const proto::Reply& reply) {
    if (slack::ack_frame(reply.envelope_id, reply.payload).size() > slack::max_ack_bytes) {
        return "too_long";
    }
    bool taken = false, known = false;
    const auto [first, last] = table.equal_range(reply.envelope_id);
    for (auto entry = first; entry != last; ++entry) {
        Waiting& waiting = *entry->second;
        if (waiting.event_id != reply.event.value) continue;
        known = true;
        if (std::exchange(waiting.given, true)) continue;
        taken = true;
        waiting.answer.set_value(reply.payload);
    }
    return taken ? "taken" : known ? "repeat" : "unawaited";
}

}  // namespace gateway
