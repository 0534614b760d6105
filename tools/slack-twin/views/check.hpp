// Slack's validation of modals and Home tabs, with Slack's words.
#pragma once

#include <string>
#include <vector>

#include "tools/slack-twin/world/json.hpp"

namespace twin {

inline constexpr std::size_t kMaxViewBytes = 250 * 1024;
inline constexpr std::size_t kMaxViewBlocks = 100;

struct ViewVerdict {
    // Empty: fine. Else invalid_arguments or view_too_large.
    std::string error;
    // "[ERROR] must be less than 25 characters [json-pointer:/view/title/text]", …
    std::vector<std::string> messages;
};

// `view` as the app sent it; `type`: "modal" or "home", what the call takes; empty: either.
ViewVerdict check_view(const Json& view, const std::string& type);

}  // namespace twin
