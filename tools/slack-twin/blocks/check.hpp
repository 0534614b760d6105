// Slack's validation of Block Kit in messages, with Slack's words.
#pragma once

#include <string>
#include <vector>

#include "tools/slack-twin/world/json.hpp"

namespace twin {

// Limits of the Block Kit reference (blocks, elements, composition objects).
inline constexpr std::size_t kMaxBlocks = 50;
inline constexpr std::size_t kMaxActions = 25;
inline constexpr std::size_t kMaxContextElements = 10;
// The sum of text over all blocks is undocumented; posts of ~13,200 characters were refused.
inline constexpr std::size_t kMaxTextOfAllBlocks = 13'000;

struct BlockVerdict {
    // Empty: fine. Else invalid_blocks, invalid_blocks_format or msg_blocks_too_long.
    std::string error;
    // "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]", …
    std::vector<std::string> complaints;
};

// `blocks` as the app sent it: an array, or anything else (invalid_blocks_format).
BlockVerdict check_blocks(const Json& blocks);

class Complaints;
class Place;
// The rules alone, for blocks that stand at `place` (a view's): at most `most` of them.
void check_blocks_at(const Json& blocks, std::size_t most, const Place& place, Complaints& wrong);

}  // namespace twin
