// The message part of a call: text, blocks, metadata; the same in chat.*, response_urls and acks.
#pragma once

#include <optional>

#include "tools/slack-twin/api/call.hpp"
#include "tools/slack-twin/world/model.hpp"

namespace twin {

inline constexpr std::size_t kMaxText = 40'000;       // longer: cut, with a warning
inline constexpr std::size_t kMaxUpdateText = 4'000;  // chat.update refuses more

// Either what to show, or why not (invalid_blocks with Slack's messages, no_text, …).
struct ContentRead {
    Content content;
    std::optional<CallAnswer> refusal;
};
ContentRead read_content(const Json& args);
// Only the blocks' verdict.
std::optional<CallAnswer> refuse_blocks(const Json& blocks);

}  // namespace twin
