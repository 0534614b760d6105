#include "tools/slack-twin/world/ledger.hpp"

#include "libs/base/time_text.hpp"
#include "tools/slack-twin/blocks/find.hpp"

namespace twin {
namespace {

Json text_or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

}  // namespace

Json& Ledger::add(const char* kind) {
    if (lines_.size() == kMaxLines) {
        lines_.pop_front();
        ++first_;
    }
    return lines_.emplace_back(Json{{"at", base::to_rfc3339(clock_.now())}, {"kind", kind}});
}

Ledger::LineId Ledger::envelope(const Envelope& envelope) {
    Json& line = add("envelope");
    line["id"] = envelope.id;
    line["type"] = envelope.type;
    line["user"] = envelope.user;
    line["attempt"] = envelope.attempt;
    line["socket"] = text_or_null(envelope.socket);
    line["acked_ms"] = nullptr;
    line["ack"] = nullptr;
    return first_ + lines_.size() - 1;
}

void Ledger::acked(LineId line, std::int64_t after_ms, Json ack) {
    if (line < first_ || line - first_ >= lines_.size()) return;
    Json& found = lines_[line - first_];
    found["acked_ms"] = after_ms;
    found["ack"] = std::move(ack);
}

void Ledger::call(const Call& call) {
    Json& line = add("call");
    line["method"] = call.method;
    line["ok"] = call.ok;
    line["error"] = text_or_null(call.error);
    line["status"] = call.status;
    line["retry_after"] = call.retry_after > 0 ? Json(call.retry_after) : Json();
    line["args"] = call.args;
    if (!call.fault.empty()) line["fault"] = call.fault;
}

void Ledger::visible(const Message& message) {
    Json& line = add("visible");
    line["to"] = message.to;
    line["channel"] = message.channel;
    line["ts"] = message.ts;
    line["thread_ts"] = text_or_null(message.thread_ts);
    line["text"] = message.content.text;
    line["image"] = text_or_null(first_image(message.content.blocks));
    line["by"] = message.by.id;
    if (message.edited) line["edited"] = true;
}

void Ledger::gone(const Message& message) {
    Json& line = add("gone");
    line["ts"] = message.ts;
    line["channel"] = message.channel;
    line["to"] = message.to;
}

void Ledger::clear() {
    first_ += lines_.size();
    lines_.clear();
}

std::string Ledger::text() const {
    std::string text;
    for (const Json& line : lines_) text += to_text(line) + '\n';
    return text;
}

}  // namespace twin
