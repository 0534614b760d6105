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
        case Stage::marking:
            ports.guards.mark(request_->source_id);
            stage_ = Stage::over;
            break;
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
    if (!guards.applied(request_->source_id)) {
        stage_ = Stage::reading;
        return;
    }
    record_decision({std::string(rule_repeat), {}});
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
    for (proto::Action& action : decision.actions) {
        record.actions.push_back(action.id);
        pending_.emplace_back(std::move(action));
    }
    story_.rule = record.rule;
    story_.actions = record.actions;
    pending_.emplace_back(DecisionRecord{std::move(record), inputs_});
    stage_ = Stage::publishing;
}

Turn::Next Turn::publish(Outbox& outbox) {
    const auto published = outbox.publish(pending_);
    if (published) {
        // A repeat is marked already, a dead letter may have no source, and a Send that came too
        // fast may be pressed again.
        const bool to_mark = !story_.dead && story_.rule != rule_repeat &&
                             story_.rule != rule_fast && wants_something();
        stage_ = to_mark ? Stage::marking : Stage::over;
        return stage_ == Stage::over ? Next::done : Next::step;
    }
    story_.error = published.error().message();
    ++story_.publish_failures;
    if (published.error().retry != base::Retry::never) return Next::later;
    if (story_.dead) {
        story_.lost = true;
        stage_ = Stage::over;
        return Next::done;
    }
    bury(proto::DeadReason::handler_failed, published.error(), "worker.publish");
    return Next::step;
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
