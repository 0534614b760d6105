#include "tests/simulation/processes/worker.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace simulation {
namespace {

constexpr int threads = 2;
constexpr base::Duration first_pause{200}, longest_pause{5'000};  // as the real deciders wait

base::Duration pause_after(int failures) {
    return std::min(first_pause * (1 << std::clamp(failures - 1, 0, 6)), longest_pause);
}

// The revoke does not wait: what is in flight then goes on beside the next owner's.
stream::PumpLimits limits() {
    stream::PumpLimits limits;
    limits.drain = base::Duration{0};
    return limits;
}

proto::Wire wire_of(const worker::Outgoing& out) {
    if (const auto* action = std::get_if<proto::Action>(&out)) return proto::encode(*action);
    if (const auto* reply = std::get_if<proto::Reply>(&out)) return proto::encode(*reply);
    if (const auto* dead = std::get_if<worker::DeadLetter>(&out)) return dead->wire;
    return proto::encode(std::get<worker::DecisionRecord>(out).decision);
}

const std::string& topic_of(const worker::Outgoing& out) {
    if (std::holds_alternative<proto::Action>(out)) return actions_topic;
    if (std::holds_alternative<proto::Reply>(out)) return replies_topic;
    return std::holds_alternative<worker::DeadLetter>(out) ? dead_topic : outcomes_topic;
}

}  // namespace

Worker::Worker(Surroundings& around, Place& place, Step step)
    : around_(around),
      place_(place),
      step_(std::move(step)),
      guards_(around.store),
      reader_(around.ground, around.log, events_topic, place, [this] { poke_pump(); }),
      hands_(threads),
      pump_(
          reader_, around.ground.clock,
          [this](stream::Record&& record, stream::Ticket ticket) {
              take(std::move(record), std::move(ticket));
          },
          limits()) {}

void Worker::stop() {
    pump_.drain(base::Duration{0});
    reader_.close();
}

void Worker::poke_pump() {
    if (pump_planned_) return;
    pump_planned_ = true;
    around_.ground.agenda.plan(place_, around_.ground.chance.ms(1, 30), [this] {
        pump_planned_ = false;
        pump_.step(base::Duration{0});
    });
}

void Worker::poke_hands() {
    for (Hand& hand : hands_) plan_hand(hand, base::Duration{0});
}

void Worker::plan_hand(Hand& hand, base::Duration after) {
    if (hand.planned) return;
    hand.planned = true;
    around_.ground.agenda.plan(place_, after + around_.ground.chance.ms(0, 5), [this, &hand] {
        hand.planned = false;
        move(hand);
    });
}

void Worker::take(stream::Record&& record, stream::Ticket ticket) {
    proto::DeadNote note;
    note.topic = record.at.partition.topic;
    note.partition = record.at.partition.number;
    note.offset = record.at.offset;
    note.timestamp = record.timestamp;
    const std::string lane = record.key;
    proto::Wire wire{std::move(record.key), std::move(record.headers), std::move(record.value)};
    lanes_.push(lane,
                {worker::Turn(std::move(wire), std::move(note), "simulation"), std::move(ticket)});
    poke_hands();
}

// One step of one thread.
void Worker::move(Hand& hand) {
    if (!hand.taken) hand.taken = lanes_.try_take(around_.ground.clock.steady());
    if (!hand.taken) return;
    if (!step_()) return;
    Job& job = *hand.taken->item;
    busy_ = base::Duration{0};
    const auto next = job.turn.step({*this, guards_, *this});
    tell(job);
    if (next != worker::Turn::Next::step) {
        const std::string lane = hand.taken->lane;
        hand.taken.reset();
        if (next == worker::Turn::Next::done) {
            job.ticket.done();
            lanes_.finish(lane);
            poke_pump();
            around_.ground.agenda.plan(place_, base::Duration{150}, [this] { poke_pump(); });
        } else {
            const auto& story = job.turn.story();
            const auto pause =
                busy_ + pause_after(std::max(story.publish_failures, story.keep_failures));
            lanes_.retry(lane, around_.ground.clock.steady() + pause);
            around_.ground.agenda.plan(place_, pause, [this] { poke_hands(); });
        }
    }
    plan_hand(hand, busy_);
}

void Worker::tell(const Job& job) const {
    around_.ground.chronicle.tell([&] {
        constexpr std::array<const char*, 7> stages{"arrival",    "guard",   "reading", "deciding",
                                                    "publishing", "keeping", "over"};
        const auto& story = job.turn.story();
        return place_.name + ": " + around_.slack.name_of_event(story.event) + " " + story.rule +
               " -> " + stages.at(static_cast<std::size_t>(job.turn.stage()));
    });
}

worker::Inputs Worker::read(const worker::Needs& needs, const proto::TeamId&,
                            const proto::UserId& user) {
    busy_ = around_.ground.chance.percent(10) ? around_.ground.chance.ms(100, 1'000)
                                              : base::Duration{1};
    const worker::StickerFacts sticker{sticker_id, "Cat", "https://pictures.example/1.gif"};
    worker::Inputs inputs;
    inputs.catalogue = "0123456789abcdef";
    inputs.member = {true, "en-US", "Kim", "https://photos.example/kim.png"};
    if (needs.packs) inputs.settings = guards_.settings_of(user);
    if (needs.search) inputs.page = worker::Page{{sticker}, 1, {}};
    if (!around_.sticker_gone) inputs.sticker = sticker;
    return inputs;
}

base::Result<void> Worker::publish(std::vector<worker::Outgoing>& pending) {
    busy_ = around_.ground.chance.ms(1, 15);
    for (auto out = pending.begin(); out != pending.end();) {
        const auto* reply = std::get_if<proto::Reply>(&*out);
        if (reply && around_.ground.clock.now() > reply->reply_by) {
            out = pending.erase(out);  // as the real outbox does: the gateway has answered
            continue;
        }
        const auto written = around_.log.write(topic_of(*out), wire_of(*out));
        if (written == Written::confirmed) {
            out = pending.erase(out);
            continue;
        }
        busy_ = around_.ground.chance.ms(1'500, 3'000);
        return base::Error::unknown("timed_out");
    }
    return {};
}

}  // namespace simulation
