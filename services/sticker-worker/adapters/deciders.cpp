#include "services/sticker-worker/adapters/deciders.hpp"

#include <algorithm>
#include <exception>
#include <utility>

namespace worker {
namespace {

constexpr base::Duration take_limit{1'000};
constexpr base::Duration first_pause{200};
constexpr base::Duration longest_pause{5'000};
// No ill record holds its partition for more than a minute. Before this begins come reading and a
// first try (3.8 s), when it is over another pause and try (7.5 s), and the dead letter (2.5 s).
constexpr base::Duration patience{45'000};

base::Duration pause_after(int failures) {
    base::Duration pause = first_pause;
    for (int i = 1; i < failures && pause < longest_pause; ++i) pause *= 2;
    return std::min(pause, longest_pause);
}

proto::DeadNote place_of(const stream::Record& record, const std::string& group, base::Time now) {
    proto::DeadNote place;
    place.topic = record.at.partition.topic;
    place.partition = record.at.partition.number;
    place.offset = record.at.offset;
    place.timestamp = record.timestamp;
    place.group = group;
    place.first_seen = now;
    return place;
}

std::string joined(const std::vector<proto::ActionId>& ids) {
    std::string text;
    for (const proto::ActionId& id : ids) text += (text.empty() ? "" : " ") + id.value;
    return text;
}

}  // namespace

Deciders::Deciders(std::size_t threads, const std::function<Desk()>& make_desk, Guards& guards,
                   const base::Clock& clock, telemetry::Log& log, Figures& figures)
    : guards_(guards), clock_(clock), log_(log), figures_(figures) {
    for (std::size_t i = 0; i < threads; ++i) desks_.push_back(make_desk());
    for (Desk& desk : desks_) threads_.emplace_back([this, &desk] { run(desk); });
}

void Deciders::stop() {
    lanes_.close();
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
}

void Deciders::take(stream::Record&& record, stream::Ticket ticket, const std::string& group,
                    const std::string& build) {
    proto::DeadNote place = place_of(record, group, clock_.now());
    const stream::Position at = record.at;
    const std::string lane = record.key;
    proto::Wire wire{std::move(record.key), std::move(record.headers), std::move(record.value)};
    lanes_.push(lane, {Turn(std::move(wire), std::move(place), build), std::move(ticket), at});
}

void Deciders::run(Desk& desk) {
    while (!lanes_.closed()) {
        const auto taken = lanes_.take(clock_, take_limit);
        if (!taken) continue;
        if (work(*taken->item, desk)) {
            tell(*taken->item);
            taken->item->ticket.done();
            lanes_.finish(taken->lane);
        } else {
            wait(*taken);
        }
    }
}

void Deciders::wait(const stream::Lanes<Job>::Taken& taken) {
    Job& job = *taken.item;
    const Story& story = job.turn.story();
    const int failures = story.publish_failures + story.keep_failures;
    log_.warn("not_confirmed",
              {{"record", story.event}, {"error", story.error}, {"times", failures}});
    const auto now = clock_.steady();
    if (!job.failing_since) job.failing_since = now;
    // After each try of its own one of the dead letters, which did nothing wrong yet: at once.
    job.gives_up = !job.gives_up && now - *job.failing_since >= patience;
    if (job.gives_up) job.turn.give_up();
    lanes_.retry(taken.lane, job.gives_up ? now : now + pause_after(failures));
}

bool Deciders::work(Job& job, Desk& desk) {
    const Ports ports{*desk.inputs, guards_, *desk.outbox};
    for (;;) {
        Turn::Next next = Turn::Next::step;
        try {
            next = job.turn.step(ports);
        } catch (const std::exception& failure) {
            job.turn.fail(failure.what());
        }
        if (next != Turn::Next::step) return next == Turn::Next::done;
    }
}

void Deciders::tell(const Job& job) {
    const Story& story = job.turn.story();
    const base::Duration age = clock_.now() - story.received_at;
    figures_.turned(story, age);
    if (!story.skipped.empty()) return;
    if (story.dead) {
        log_.error(story.lost ? "lost" : "dead_letter", {{"topic", job.at.partition.topic},
                                                         {"partition", job.at.partition.number},
                                                         {"offset", job.at.offset},
                                                         {"reason", proto::to_text(*story.dead)},
                                                         {"error", story.error}});
        return;
    }
    const std::string actions = joined(story.actions);
    const telemetry::Log::Fields fields{{"record", story.event},
                                        {"type", story.type},
                                        {"rule", story.rule},
                                        {"actions", actions},
                                        {"age_ms", age.count()}};
    // Every message of a channel comes by; only what a member asked for is worth a line.
    if (story.rule == "nothing") return log_.debug("decided", fields);
    log_.info("decided", fields);
}

}  // namespace worker
