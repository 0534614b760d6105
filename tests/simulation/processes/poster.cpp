#include "tests/simulation/processes/poster.hpp"

#include <array>
#include <utility>

#include "services/poster/core/intake.hpp"
#include "services/poster/core/rules.hpp"

namespace simulation {
namespace {

constexpr int visible_threads = 4, private_threads = 3, note_threads = 1;

stream::PumpLimits limits() {
    stream::PumpLimits limits;
    limits.drain = base::Duration{0};
    return limits;
}

}  // namespace

Poster::Poster(Surroundings& around, Place& place, std::string instance, Step step)
    : around_(around),
      place_(place),
      instance_(std::move(instance)),
      step_(std::move(step)),
      ports_(around, instance_, busy_),
      reader_(around.ground, around.log, actions_topic, place, [this] { poke_pump(); }),
      pump_(
          reader_, around.ground.clock,
          [this](stream::Record&& record, stream::Ticket ticket) {
              take(std::move(record), std::move(ticket));
          },
          limits()) {
    staff(visible_, visible_threads, "v");
    staff(private_, private_threads, "p");
    staff(notes_, note_threads, "n");
}

void Poster::staff(Pool& pool, int threads, const std::string& name) {
    for (int i = 0; i < threads; ++i) {
        Hand hand;
        hand.courier = std::make_unique<poster::Courier>(around_.ground.clock, ports_.ledger,
                                                         ports_.slots, ports_.slack, ports_.bus,
                                                         instance_ + name + std::to_string(i));
        pool.hands.push_back(std::move(hand));
    }
}

void Poster::stop() {
    pump_.drain(base::Duration{0});
    reader_.close();
}

void Poster::poke_pump() {
    if (pump_planned_) return;
    pump_planned_ = true;
    around_.ground.agenda.plan(place_, around_.ground.chance.ms(1, 30), [this] {
        pump_planned_ = false;
        pump_.step(base::Duration{0});
    });
}

void Poster::poke_hands(Pool& pool) {
    for (Hand& hand : pool.hands) plan_hand(pool, hand, base::Duration{0});
}

void Poster::plan_hand(Pool& pool, Hand& hand, base::Duration after) {
    if (hand.planned) return;
    hand.planned = true;
    around_.ground.agenda.plan(place_, after + around_.ground.chance.ms(0, 5),
                               [this, &pool, &hand] {
                                   hand.planned = false;
                                   move(pool, hand);
                               });
}

void Poster::take(stream::Record&& record, stream::Ticket ticket) {
    proto::DeadNote note;
    note.topic = record.at.partition.topic;
    note.partition = record.at.partition.number;
    note.offset = record.at.offset;
    note.timestamp = record.timestamp;
    proto::Wire wire{std::move(record.key), std::move(record.headers), std::move(record.value)};
    auto taken =
        poster::take_in(std::move(wire), std::move(note), false, around_.ground.clock.now());
    if (std::holds_alternative<poster::Skipped>(taken)) return ticket.done();
    line_up(std::get<poster::Delivery>(std::move(taken)), std::move(ticket));
}

void Poster::line_up(poster::Delivery&& delivery, stream::Ticket ticket) {
    const auto lane = poster::lane_of(delivery);
    if (poster::is_visible(delivery)) {
        delivery.line = lines_.of(lane);
        delivery.place_in_line = delivery.line->join();
    }
    auto note = poster::wait_note_of(delivery, around_.ground.clock);
    const auto id = delivery.action.id.value;
    Pool& pool = poster::is_visible(delivery) ? visible_ : private_;
    pool.lanes.push(lane, {std::move(delivery), std::move(ticket)});
    poke_hands(pool);
    if (!note) return;
    notes_.lanes.push("w|" + id, {std::move(*note), {}});
    poke_hands(notes_);
}

// One step of one thread.
void Poster::move(Pool& pool, Hand& hand) {
    if (!hand.taken) hand.taken = pool.lanes.try_take(around_.ground.clock.steady());
    if (!hand.taken) return;
    if (!step_()) return;
    Job& job = *hand.taken->item;
    busy_ = base::Duration{around_.ground.chance.below(4)};
    poster::Next next;
    if (auto* note = std::get_if<poster::WaitNote>(&job.work)) {
        next = poster::step(*note, around_.ground.clock, ports_.slack, ports_.slots);
    } else {
        next = hand.courier->step(std::get<poster::Delivery>(job.work));
        tell(job);
    }
    if (next.kind != poster::Next::Kind::step) put_down(pool, hand, next);
    plan_hand(pool, hand, busy_);
}

void Poster::put_down(Pool& pool, Hand& hand, const poster::Next& next) {
    const std::string lane = hand.taken->lane;
    Job& job = *hand.taken->item;
    hand.taken.reset();
    auto& agenda = around_.ground.agenda;
    if (next.kind == poster::Next::Kind::wait) {
        pool.lanes.retry(lane, around_.ground.clock.steady() + busy_ + next.wait);
        return agenda.plan(place_, busy_ + next.wait, [this, &pool] { poke_hands(pool); });
    }
    if (const auto* delivery = std::get_if<poster::Delivery>(&job.work)) {
        if (delivery->line) delivery->line->leave();
        job.ticket.done();
        poke_pump();
        agenda.plan(place_, base::Duration{150}, [this] { poke_pump(); });
    }
    pool.lanes.finish(lane);
}

void Poster::tell(const Job& job) const {
    around_.ground.chronicle.tell([&] {
        constexpr std::array<const char*, 26> stages{
            "start", "look",    "ask",  "resolve",     "reserve", "begin",    "doubt",
            "hold",  "verify",  "wipe", "answered",    "call",    "throttle", "reopen",
            "close", "record",  "sign", "dead_letter", "keep",    "notice",   "clear",
            "other", "outcome", "told", "republish",   "bury"};
        const auto& delivery = std::get<poster::Delivery>(job.work);
        return instance_ + ": " + around_.slack.name_of(delivery.action.id) + " " +
               delivery.action.kind + " in " + delivery.action.conversation.channel.value + " -> " +
               stages.at(static_cast<std::size_t>(delivery.stage));
    });
}

}  // namespace simulation
