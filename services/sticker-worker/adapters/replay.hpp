// A recorded event decided again: what `stickerctl replay` prints and compares.
#pragma once

#include <string>

#include "libs/base/result.hpp"
#include "proto/decision.hpp"
#include "proto/wire.hpp"
#include "services/sticker-worker/core/decide.hpp"
#include "services/sticker-worker/core/inputs.hpp"

namespace worker {

// What this build decides about the record `event`, out of `inputs_json`: Decision::inputs of the
// event's decision record (an empty text stands for no inputs at all). No clock, network or store
// is looked at. Errors (never): those of proto::decode_event (a probe is an `unknown_type`), of
// understand(), and `bad_inputs`.
base::Result<Decision> replay(const proto::Wire& event, const std::string& inputs_json);

// The same against the decision as it was recorded: a repeat stays one, with no action, as only the
// guard of that time knew it. Error `inputs_not_recorded` (never) where they were too long and only
// their digest was kept.
base::Result<Decision> replay(const proto::Wire& event, const proto::Decision& recorded);

// With inputs read by the caller, as plan() wants them: for `--inputs current`.
base::Result<Decision> replay(const proto::Wire& event, const Inputs& inputs);

}  // namespace worker
