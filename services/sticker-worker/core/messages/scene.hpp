// All that a message is made of: who asked what, what was read, and when. Private to the core.
#pragma once

#include <string>
#include <string_view>

#include "libs/base/clock.hpp"
#include "libs/texts/texts.hpp"
#include "proto/action.hpp"
#include "proto/event.hpp"
#include "services/sticker-worker/core/inputs.hpp"
#include "services/sticker-worker/core/request.hpp"

namespace worker {

struct Scene {
    const proto::Event& event;
    const Request& request;
    const Inputs& inputs;
    base::Time now;

    const Asker& asker() const { return request.asker; }
    texts::Language language() const { return texts::language_of(inputs.locale()); }
    std::string say(std::string_view key, const texts::Values& values = {}) const {
        return texts::say(language(), key, values);
    }
    // Display name, or what the payload calls them; may be empty.
    const std::string& name() const {
        return inputs.member.name.empty() ? request.asker.name : inputs.member.name;
    }
    proto::ActionId id(std::string_view kind, int ordinal = 0) const {
        return proto::action_id(event.team, request.intent, kind, ordinal);
    }
};

}  // namespace worker
