#include "tools/slack-twin/delivery/deliveries.hpp"

#include "libs/crypto/uuid.hpp"

namespace twin {
namespace {

using std::chrono::duration_cast;

// Before retry 1, 2, 3.
base::Duration pause_before(int attempt) {
    static constexpr base::Duration pauses[] = {base::Duration{0}, std::chrono::minutes{1},
                                                std::chrono::minutes{5}};
    return pauses[attempt - 1];
}

}  // namespace

Deliveries::Deliveries(const base::Clock& clock, Timers& timers, Ledger& ledger)
    : clock_(clock), timers_(timers), ledger_(ledger) {}

std::string Deliveries::send(Delivery delivery, Done done) {
    const auto shared = std::make_shared<const Delivery>(std::move(delivery));
    const std::string id = attempt(shared, 0, {}, std::move(done));
    if (repeats_.times > 0) {
        --repeats_.times;
        send_copies(shared, id);
    }
    return id;
}

void Deliveries::send_copies(const std::shared_ptr<const Delivery>& delivery,
                             const std::string& id) {
    for (int copy = 1; copy <= repeats_.copies; ++copy) {
        if (delivery->type == "events_api") {
            attempt(delivery, copy, "http_timeout", {});
            continue;
        }
        const auto waiting = waiting_.find(id);
        if (waiting == waiting_.end()) return;
        const std::string socket =
            link_->send({id, delivery->type, delivery->payload, delivery->accepts_payload, 0, {}});
        waiting->second.lines.push_back(
            ledger_.envelope({id, delivery->type, delivery->user, socket, 0}));
    }
}

std::string Deliveries::attempt(std::shared_ptr<const Delivery> delivery, int number,
                                const std::string& reason, Done done) {
    const std::string id = crypto::uuid4();
    const Attempt attempt{id,     delivery->type, delivery->payload, delivery->accepts_payload,
                          number, reason};
    Waiting waiting{delivery, std::move(done), number, clock_.steady(), {}};
    const std::string socket = link_ ? link_->send(attempt) : std::string();
    waiting.lines = {ledger_.envelope({id, delivery->type, delivery->user, socket, number})};
    if (socket.empty()) {
        end(std::move(waiting), {id, false, 0, {}, "dispatch_failed"}, "connection_failed", false);
        return id;
    }
    waiting_.emplace(id, std::move(waiting));
    timers_.after(kAckDeadline,
                  [this, id] { failed(id, "operation_timeout", "http_timeout", false); });
    return id;
}

void Deliveries::acked(const std::string& envelope_id, const Json& payload) {
    auto node = waiting_.extract(envelope_id);
    if (!node) return;
    Waiting waiting = std::move(node.mapped());
    const auto took = duration_cast<base::Duration>(clock_.steady() - waiting.sent).count();
    Json ack = waiting.delivery->accepts_payload && !payload.is_null() ? payload : Json::object();
    for (const Ledger::LineId line : waiting.lines) ledger_.acked(line, took, ack);
    if (waiting.done) waiting.done({envelope_id, true, took, std::move(ack), {}});
}

void Deliveries::failed(const std::string& envelope_id, const std::string& failure,
                        const std::string& retry_reason, bool no_retry) {
    auto node = waiting_.extract(envelope_id);
    if (!node) return;
    end(std::move(node.mapped()), {envelope_id, false, 0, {}, failure}, retry_reason, no_retry);
}

void Deliveries::end(Waiting waiting, Outcome outcome, const std::string& retry_reason,
                     bool no_retry) {
    if (waiting.done) waiting.done(outcome);
    if (waiting.delivery->type != "events_api" || waiting.attempt >= kRetries || no_retry) return;
    const int next = waiting.attempt + 1;
    timers_.after(pause_before(next), [this, next, retry_reason, delivery = waiting.delivery,
                                       generation = generation_] {
        if (generation == generation_) attempt(delivery, next, retry_reason, {});
    });
}

void Deliveries::reset() {
    ++generation_;
    repeats_ = {};
    auto waiting = std::move(waiting_);
    waiting_.clear();
    for (auto& [id, one] : waiting)
        if (one.done) one.done({id, false, 0, {}, "reset"});
}

}  // namespace twin
