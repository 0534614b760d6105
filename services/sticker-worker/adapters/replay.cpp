#include "services/sticker-worker/adapters/replay.hpp"

#include "services/sticker-worker/adapters/inputs/inputs_json.hpp"

namespace worker {

base::Result<Decision> replay(const proto::Wire& record, const Inputs& inputs) {
    const auto event = proto::decode_event(record);
    if (!event) return event.error();
    return decide(*event, inputs, event->received_at);
}

base::Result<Decision> replay(const proto::Wire& event, const std::string& inputs_json) {
    if (inputs_json.empty()) return replay(event, Inputs{});
    const auto inputs = inputs_from_json(inputs_json);
    if (!inputs) return inputs.error();
    return replay(event, *inputs);
}

base::Result<Decision> replay(const proto::Wire& event, const proto::Decision& recorded) {
    if (recorded.rule == rule_repeat) return Decision{std::string(rule_repeat), {}};
    if (recorded.inputs.empty() && !recorded.inputs_digest.empty()) {
        return base::Error::never("inputs_not_recorded", recorded.event.value);
    }
    return replay(event, recorded.inputs);
}

}  // namespace worker
