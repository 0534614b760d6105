// The buttons of the previews: their ids, and the values that carry what they mean. Pure.
#pragma once

#include <string>
#include <string_view>

#include "libs/slack/payload.hpp"
#include "services/sticker-worker/core/request.hpp"

namespace worker {

namespace button {
inline constexpr std::string_view send = "sticker.send";
inline constexpr std::string_view more = "sticker.more";
inline constexpr std::string_view previous = "sticker.previous";
inline constexpr std::string_view shuffle = "sticker.shuffle";
inline constexpr std::string_view cancel = "sticker.cancel";
inline constexpr std::string_view again = "sticker.again";  // drawn by the poster into its notices
}  // namespace button
std::string_view action_id_of(Direction direction);

// Compact JSON, below Slack's 2000 bytes: p preview, s sticker, n place, q query, o offset, r
// shuffle, l so many are shown (3 where it is missing), t thread (left out where there is none).
// Names and meanings stay: members press buttons that an older build drew.
std::string value_of(const Send& send);
std::string value_of(const Redraw& redraw);
std::string value_of(const Cancel& cancel);
// p notice, a action to send again, s sticker, c channel, t thread: the poster writes it.
std::string value_of(const Again& again);

// What the press wants: Nothing for a button that is not ours, Stale for a value that cannot be
// read.
Wish wish_of(const slack::ButtonPress& press);

}  // namespace worker
