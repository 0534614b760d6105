#include "services/sticker-worker/core/turn.hpp"

#include <utility>

namespace worker {
namespace {

std::string type_of(const proto::Event& event) {
    switch (event.kind) {
        case proto::EventKind::slash_command:
            return "slash_command";
        case proto::EventKind::interactive:
            return "interactive";
        case proto::EventKind::events_api:
            break;
    }
    return "events_api";
}

}  // namespace

Turn::Turn(proto::Wire wire, proto::DeadNote place, std::string build)
    : wire_(std::move(wire)), place_(std::move(place)), build_(std::move(build)) {}

Turn::Next Turn::step(const Ports& ports) {
    switch (stage_) {
        case Stage::arrival:
            arrive();
            break;
        case Stage::guard:
            look_at_guard(ports.guards);
            break;
        case Stage::reading:
            inputs_ = ports.inputs.read(plan(*request_), event_->team, request_->asker.user);
            stage_ = Stage::deciding;
            break;
        case Stage::deciding:
            decide_now();
            break;
        case Stage::publishing:
            return publish(ports.outbox);
        case Stage::keeping:
            return keep(ports.guards);
        case Stage::over:
            break;
    }
    return stage_ == Stage::over ? Next::done : Next::step;
}

void Turn::arrive() {
    if (proto::is_probe(wire_)) {
        story_.skipped = "probe";
        stage_ = Stage::over;
        return;
    }
    auto event = proto::decode_event(wire_);
    if (!event && event.error().code == "unknown_type") {
        story_.skipped = "unknown_type";
        stage_ = Stage::over;
        return;
    }
    if (!event) return bury(proto::DeadReason::undecodable, event.error(), "worker.decode");
    story_.event = event->id.value;
    story_.type = type_of(*event);
    story_.received_at = event->received_at;
    auto request = understand(*event);
    if (!request) return bury(proto::DeadReason::unusable, request.error(), "worker.payload");
    event_ = std::move(*event);
    request_ = std::move(*request);
    stage_ = wants_something() ? Stage::guard : Stage::deciding;
}

// What has no effect cannot have it twice: two looks into Redis less for every message of a
// channel.
bool Turn::wants_something() const { return !std::holds_alternative<Nothing>(request_->wish); }

void Turn::look_at_guard(Guards& guards) {
    const auto reply = guards.applied(request_->source_id);
    if (!reply) {
        stage_ = Stage::reading;
        return;
    }
    Decision repeat{std::string(rule_repeat), {}};
    repeat.reply = *reply;
    record_decision(std::move(repeat));
}

void Turn::decide_now() {
    record_decision(decide(*event_, *request_, inputs_, event_->received_at));
}

void Turn::record_decision(Decision decision) {
    proto::Decision record;
    record.event = event_->id;
    record.intent = request_->intent;
    record.rule = decision.rule;
    record.conversation = event_->conversation;
    record.user = request_->asker.user;
    record.now = event_->received_at;
    record.build = build_;
    record.trace = event_->trace;
    if (decision.reply && !event_->reply_to.empty()) {
        record.replied = true;
        answer(*decision.reply);
    }
    has_effect_ = has_effect(decision);
    effect_ = {request_->source_id, decision.reply.value_or(std::string()),
               event_->team,        request_->asker.user,
               event_->received_at, decision.settings,
               decision.sent};
    for (proto::Action& action : decision.actions) {
        record.actions.push_back(action.id);
        pending_.emplace_back(std::move(action));
    }
    story_.rule = record.rule;
    story_.actions = record.actions;
    pending_.emplace_back(DecisionRecord{std::move(record), inputs_});
    stage_ = keeps_first() ? Stage::keeping : Stage::publishing;
}

// With actions it would be wrong: a guard that is there keeps them from being published. Without,
// nothing is lost by it: a repeat that finds the guard says the same.
bool Turn::keeps_first() const {
    return has_effect_ && effect_.must_be_kept() && story_.actions.empty();
}

// Under this event's own x-reply-to: it is this envelope that waits.
void Turn::answer(const std::string& payload) {
    proto::Reply reply;
    reply.event = event_->id;
    reply.envelope_id = event_->envelope_id;
    reply.reply_to = event_->reply_to;
    reply.reply_by = event_->reply_by.value_or(event_->received_at + proto::reply_life);
    reply.trace = event_->trace;
    reply.payload = payload;
    pending_.emplace_back(std::move(reply));
}

Turn::Next Turn::publish(Outbox& outbox) {
    const auto written = outbox.publish(pending_);
    if (written) return published();
    if (before_) return fall_back(written.error());
    story_.error = written.error().message();
    ++story_.publish_failures;
    if (written.error().retry != base::Retry::never) return Next::later;
    if (story_.dead) {
        story_.lost = true;
        stage_ = Stage::over;
        return Next::done;
    }
    bury(proto::DeadReason::handler_failed, written.error(), "worker.publish");
    return Next::step;
}

Turn::Next Turn::published() {
    stage_ = !story_.dead && has_effect_ ? Stage::keeping : Stage::over;
    return stage_ == Stage::over ? Next::done : Next::step;
}

Turn::Next Turn::keep(Guards& guards) {
    const auto kept = guards.apply(effect_);
    if (!kept && effect_.must_be_kept()) {
        story_.error = kept.error().message();
        ++story_.keep_failures;
        return Next::later;
    }
    has_effect_ = false;
    stage_ = pending_.empty() ? Stage::over : Stage::publishing;
    return stage_ == Stage::over ? Next::done : Next::step;
}

void Turn::give_up() {
    const bool waits = stage_ == Stage::publishing || stage_ == Stage::keeping;
    if (!waits || story_.dead) return;
    Before before{stage_, pending_, story_};
    bury(proto::DeadReason::handler_failed, base::Error::never("stuck", story_.error),
         stage_ == Stage::keeping ? "worker.keep" : "worker.publish");
    before_ = std::move(before);
}

Turn::Next Turn::fall_back(const base::Error& error) {
    stage_ = before_->stage;
    pending_ = std::move(before_->pending);
    story_ = std::move(before_->story);
    before_.reset();
    story_.error = error.message();
    ++story_.publish_failures;
    return Next::later;
}

void Turn::bury(proto::DeadReason reason, const base::Error& error, const std::string& stage) {
    proto::DeadNote note = place_;
    note.reason = reason;
    note.error = error.message();
    note.stage = stage;
    story_.rule.clear();
    story_.actions.clear();
    story_.dead = reason;
    story_.error = note.error;
    pending_.clear();
    pending_.emplace_back(DeadLetter{proto::dead_letter(wire_, note)});
    stage_ = Stage::publishing;
}

void Turn::fail(const std::string& what) {
    if (story_.dead) {  // even the dead letter cannot be made
        story_.lost = true;
        story_.error = what;
        stage_ = Stage::over;
        return;
    }
    bury(proto::DeadReason::handler_failed, base::Error::never("handler_threw", what),
         "worker.handler");
}

}  // namespace worker
