#include "services/sticker-worker/adapters/kafka_outbox.hpp"

#include <future>
#include <memory>
#include <optional>
#include <utility>

#include "services/sticker-worker/adapters/inputs/inputs_json.hpp"

namespace worker {
namespace {

using Confirmed = base::Result<stream::Position>;

stream::OutRecord to(const std::string& topic, proto::Wire wire) {
    return {topic, std::move(wire.key), std::move(wire.headers), std::move(wire.value),
            std::nullopt};
}

}  // namespace

proto::Wire record_of(const DecisionRecord& record) {
    proto::Decision decision = record.decision;
    decision.inputs = inputs_to_json(record.inputs);
    return proto::encode(decision);
}

stream::OutRecord KafkaOutbox::out(const Outgoing& outgoing) const {
    if (const auto* action = std::get_if<proto::Action>(&outgoing)) {
        return to(topics_.actions, proto::encode(*action));
    }
    if (const auto* reply = std::get_if<proto::Reply>(&outgoing)) {
        return to(topics_.replies, proto::encode(*reply));
    }
    if (const auto* decision = std::get_if<DecisionRecord>(&outgoing)) {
        return to(topics_.outcomes, record_of(*decision));
    }
    return to(topics_.dead_letters, std::get<DeadLetter>(outgoing).wire);
}

// Its gateway has answered by then, or is gone.
void KafkaOutbox::drop_late_replies(std::vector<Outgoing>& pending) const {
    const auto dropped = std::erase_if(pending, [this](const Outgoing& outgoing) {
        const auto* reply = std::get_if<proto::Reply>(&outgoing);
        return reply && clock_.now() > reply->reply_by;
    });
    for (std::size_t i = 0; i < dropped; ++i) figures_.reply("late");
}

// All at once, then wait for all: the sink answers each within its own limit (2.5 s).
base::Result<void> KafkaOutbox::publish(std::vector<Outgoing>& pending) {
    drop_late_replies(pending);
    std::vector<std::future<Confirmed>> answers;
    for (const Outgoing& outgoing : pending) {
        auto answer = std::make_shared<std::promise<Confirmed>>();
        answers.push_back(answer->get_future());
        sink_.publish(out(outgoing),
                      [answer](Confirmed where) { answer->set_value(std::move(where)); });
    }
    std::vector<Outgoing> left;
    std::optional<base::Error> first;
    for (std::size_t i = 0; i < answers.size(); ++i) {
        const Confirmed where = answers[i].get();
        if (where) {
            if (std::holds_alternative<proto::Reply>(pending[i])) figures_.reply("given");
            continue;
        }
        if (!first) first = where.error();
        left.push_back(std::move(pending[i]));
    }
    pending = std::move(left);
    if (first) return *first;
    return {};
}

}  // namespace worker
