// What the members do in a story, and how Slack puts it into envelopes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "libs/base/clock.hpp"
#include "tests/simulation/ground/chance.hpp"
#include "tests/simulation/ground/faults.hpp"

namespace simulation {

inline constexpr const char* team = "T1";
// The bot is no member of the last one: posts go there by the response_url of the press.
inline constexpr int channels = 3;
inline constexpr const char* closed_channel = "C2";
inline constexpr const char* unreadable_channel = "C1";  // the app may post there and not read
inline constexpr const char* sticker_id = "pack/1";

// A press of Send, the command, a mention of the bot, a message in the DM with it, the form of
// `/sticker settings` sent off, a press of [Send again] on the notice of a Send, if there is one by
// then.
enum class Wish { send, search, mention, direct, form, again };
std::string_view to_text(Wish wish);

struct Deed {
    Wish wish = Wish::send;
    base::Duration at{0};  // since the story began
    std::string user, channel;
    std::string trigger;   // of a press or a command
    std::string event_id;  // ce_id of its record, however often it is delivered
    std::string preview;   // of a press: the previews it was made in
    int number = 0;        // in a form
    std::size_t about = 0;  // of [Send again]: which Send

    bool is_event() const { return wish == Wish::mention || wish == Wish::direct; }
    bool is_post() const { return wish == Wish::send || wish == Wish::again; }
};

struct Plan {
    std::uint64_t seed = 0;
    // Many channels in one instant and nothing that goes wrong: what is left to see is the pace.
    bool burst = false;
    std::vector<Deed> deeds;
    std::vector<Fault> faults;
};
Plan draw_plan(std::uint64_t seed);

inline constexpr int right_number = 4,
                     wrong_number = 9;  // what the bot takes, and what it does not

// One delivery of it, as Slack's frame. A form that is sent off again has another trigger each
// time.
std::string frame_of(const Deed& deed, const std::string& envelope_id, int retry_attempt);

}  // namespace simulation
