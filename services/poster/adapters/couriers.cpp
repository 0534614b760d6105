#include "services/poster/adapters/couriers.hpp"

#include <exception>
#include <utility>

#include "services/poster/core/rules.hpp"

namespace poster {
namespace {

constexpr base::Duration take_limit{1'000};
constexpr base::Duration failure_pause{1'000};

proto::DeadNote place_of(const stream::Record& record, const std::string& group) {
    proto::DeadNote place;
    place.topic = record.at.partition.topic;
    place.partition = record.at.partition.number;
    place.offset = record.at.offset;
    place.timestamp = record.timestamp;
    place.group = group;
    return place;
}

}  // namespace

Couriers::Couriers(CourierConfig config, const CourierPorts& ports,
                   const std::function<std::unique_ptr<Slack>()>& make_slack,
                   const base::Clock& clock, telemetry::Log& log, Figures& figures)
    : config_(std::move(config)),
      clock_(clock),
      slots_(ports.slots),
      log_(log),
      figures_(figures) {
    const auto& instance = config_.instance;
    staff(visible_.desks, config_.visible_threads, ports, make_slack, instance + "v");
    staff(private_.desks, config_.private_threads, ports, make_slack, instance + "p");
    staff(notes_.desks, config_.note_threads, ports, make_slack, instance + "n");
    staff(looks_.desks, config_.look_threads, ports, make_slack, instance + "h");
    open(visible_);
    open(private_);
    open(notes_);
    for (Desk& desk : looks_.desks) {
        looks_.threads.emplace_back([this, &desk] { run_looks(desk); });
    }
}

void Couriers::staff(std::vector<Desk>& desks, std::size_t threads, const CourierPorts& ports,
                     const std::function<std::unique_ptr<Slack>()>& make_slack,
                     const std::string& name) {
    for (std::size_t i = 0; i < threads; ++i) {
        auto slack = make_slack();
        auto courier = std::make_unique<Courier>(clock_, ports.ledger, ports.slots, *slack,
                                                 ports.bus, name + std::to_string(i));
        desks.push_back({std::move(slack), std::move(courier)});
    }
}

void Couriers::open(Pool& pool) {
    for (Desk& desk : pool.desks) {
        pool.threads.emplace_back([this, &pool, &desk] { run(pool, desk); });
    }
}

void Couriers::stop() {
    const auto pools = {&visible_, &private_, &notes_};
    for (Pool* pool : pools) pool->lanes.close();
    looks_.lanes.close();
    for (std::thread& thread : looks_.threads) thread.join();
    looks_.threads.clear();
    for (Pool* pool : pools) {
        for (std::thread& thread : pool->threads) thread.join();
        pool->threads.clear();
    }
}

void Couriers::take(stream::Record&& record, stream::Ticket ticket) {
    proto::DeadNote place = place_of(record, config_.group);
    proto::Wire wire{std::move(record.key), std::move(record.headers), std::move(record.value)};
    auto taken = take_in(std::move(wire), std::move(place), config_.allow_replay, clock_.now());
    if (const auto* skipped = std::get_if<Skipped>(&taken)) {
        figures_.skipped(skipped->reason);
        ticket.done();
        return;
    }
    line_up(std::get<Delivery>(std::move(taken)), std::move(ticket));
}

void Couriers::line_up(Delivery&& delivery, stream::Ticket ticket) {
    if (is_visible(delivery) && visible_.lanes.waiting(lane_of(delivery)) >= most_waiting) {
        refuse_at_once(delivery);
    }
    const auto id = delivery.action.id.value;
    const auto lane = lane_of(delivery);
    if (is_visible(delivery)) {
        delivery.line = lines_.of(lane);
        delivery.place_in_line = delivery.line->join();
    }
    auto note = wait_note_of(delivery, clock_);
    Pool& pool = is_visible(delivery) ? visible_ : private_;
    pool.lanes.push(lane, {std::move(delivery), std::move(ticket)});
    if (note) notes_.lanes.push("w|" + id, {std::move(*note), {}});
}

void Couriers::run(Pool& pool, Desk& desk) {
    while (!pool.lanes.closed()) {
        const auto taken = pool.lanes.take(clock_, take_limit);
        if (!taken) continue;
        const Next next = work(*taken->item, desk);
        if (next.kind == Next::Kind::step) {  // it wants a look
            looks_.lanes.push(taken->lane, {&pool, *taken});
            continue;
        }
        if (next.kind == Next::Kind::wait) {
            pool.lanes.retry(taken->lane, clock_.steady() + next.wait);
            continue;
        }
        if (const auto* delivery = std::get_if<Delivery>(&taken->item->work)) {
            if (delivery->line) delivery->line->leave();
            tell(*delivery);
            taken->item->ticket.done();
        }
        pool.lanes.finish(taken->lane);
    }
}

// One look each, then it goes on in its own pool.
void Couriers::run_looks(Desk& desk) {
    while (!looks_.lanes.closed()) {
        const auto taken = looks_.lanes.take(clock_, take_limit);
        if (!taken) continue;
        const auto [pool, doubtful] = *taken->item;
        Next next;
        try {
            next = desk.courier->step(std::get<Delivery>(doubtful.item->work));
        } catch (const std::exception& failure) {
            next = recover(*doubtful.item, failure.what());
        }
        looks_.lanes.finish(taken->lane);
        pool->lanes.retry(doubtful.lane, clock_.steady() + next.wait);
    }
}

// Steps until the delivery waits for something, wants a look, or is done.
Next Couriers::work(Job& job, Desk& desk) {
    try {
        if (auto* note = std::get_if<WaitNote>(&job.work)) {
            return step(*note, clock_, *desk.slack, slots_);
        }
        auto& delivery = std::get<Delivery>(job.work);
        while (delivery.stage != Stage::verify) {
            const Next next = desk.courier->step(delivery);
            if (next.kind != Next::Kind::step) return next;
        }
        return Next::step();
    } catch (const std::exception& failure) {
        return recover(job, failure.what());
    }
}

Next Couriers::recover(Job& job, const std::string& why) {
    figures_.failed();
    auto* delivery = std::get_if<Delivery>(&job.work);
    log_.error("step_failed",
               {{"action", delivery ? delivery->action.id.value : std::string()}, {"error", why}});
    if (!delivery) return Next::done();
    bury(*delivery, why);
    return Next::after(failure_pause);
}

void Couriers::tell(const Delivery& delivery) {
    const auto& action = delivery.action;
    if (delivery.stage == Stage::bury) {
        figures_.buried(delivery);
        log_.error("dead_letter", {{"topic", delivery.place.topic},
                                   {"partition", delivery.place.partition},
                                   {"offset", delivery.place.offset},
                                   {"reason", to_text(delivery.place.reason)},
                                   {"error", delivery.place.error}});
        return;
    }
    if (delivery.stage == Stage::republish) {
        log_.warn("notice_waits", {{"action", action.id.value}});
        return;
    }
    const auto age = clock_.now() - action.received_at;
    figures_.ended(delivery, age);
    log_.info("ended", {{"action", action.id.value},
                        {"record", action.event.value},
                        {"user", action.user.value},
                        {"kind", action.kind},
                        {"method", to_text(action.method)},
                        {"end", to_text(delivery.ending())},
                        {"error", delivery.end.error},
                        {"attempts", delivery.attempts},
                        {"by_response_url", delivery.by_response_url},
                        {"age_ms", age.count()}});
    if (!delivery.clear_error.empty()) {
        log_.warn("previews_stay", {{"action", action.id.value}, {"error", delivery.clear_error}});
    }
}

}  // namespace poster
