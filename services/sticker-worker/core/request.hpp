// What a member wants, out of one event; and what has to be read to give it to them. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>

#include "libs/base/result.hpp"
#include "proto/event.hpp"
#include "proto/ids.hpp"
#include "services/sticker-worker/core/inputs.hpp"

namespace worker {

// Who asks, and by which way they are answered.
struct Asker {
    proto::UserId user;
    std::string name;  // as the payload calls them; of use while Slack cannot be asked
    proto::Conversation conversation;
    std::string channel;       // id; empty where there is none (Home tab, modal)
    std::string channel_name;  // without #; empty where Slack hides it
    std::string thread_ts;
    std::string response_url;  // bearer secret; empty where the event has none
    std::string trigger_id;    // bearer secret; opens a modal once; empty where the event has none
    bool direct = false;       // in their own conversation with the bot: nobody else reads there
    std::string command = "/sticker";
};

struct Nothing {};
struct Help {
    bool empty_search = false;  // "search" without a word behind it
    std::string unknown = {};   // what looks like an order and is none of ours: "--all"
};
struct Search {
    std::string words;  // as typed
    std::string query;  // normalised
};
// A button of the previews named by `preview`: the action that drew them. `thread`: where those
// stand; Slack promises no thread in the press of a button that only one member sees.
struct Send {
    std::string preview;
    std::string sticker_id;
    int place = 0;  // 1 is the first; tells two Sends of the same previews apart
    std::string thread = {};
};
enum class Direction { more, previous, shuffle };
struct Redraw {
    Direction direction = Direction::more;
    std::string preview;
    std::string query;       // normalised
    std::size_t offset = 0;  // of what is shown now
    std::uint64_t shuffle = 0;
    std::string thread = {};
    std::size_t page = fewest_previews;  // so many are shown now
};
struct Cancel {
    std::string preview;
};
// [Send again] in a notice of the poster's, in the member's own conversation with the bot: it means
// another conversation than the one it was pressed in.
struct Again {
    std::string notice;      // id of the action that drew the button
    proto::ActionId target;  // the one that did not come through
    std::string sticker_id;
    proto::ChannelId channel;
    std::string thread = {};
};
struct OpenSettings {};
// The settings, sent off: what stands in the fields, not judged yet.
struct SaveSettings {
    std::string previews, language, pack;
};
// The list of packs in the settings, narrowed by what was typed.
struct ListPacks {
    std::string words;
};
struct Stale {};  // a button of ours whose value no build of ours can read any more

using Wish = std::variant<Nothing, Help, Search, Send, Redraw, Cancel, Again, OpenSettings,
                          SaveSettings, ListPacks, Stale>;

struct Request {
    Asker asker;
    std::string intent;  // what the member did: architecture, "One event through the worker"
    std::string
        source_id;      // names the guard: team, intent, and for a button its action_id and value
    std::string press;  // this very press of a button; pressed again it is another one
    base::Time at{};    // when Slack's delivery was received
    Wish wish;
};

// Errors (never), for the dead letters: bad_json, not_an_object, missing_field.
base::Result<Request> understand(const proto::Event& event);

Needs plan(const Request& request);
Needs plan(
    const proto::Event& event);  // for tools; an event that cannot be understood needs nothing

// "more", "previous", "shuffle": rule, kind of action, end of the button's action_id.
std::string_view to_text(Direction direction);
// The page that a redraw shows.
SearchRequest page_after(const Redraw& redraw, const proto::TeamId& team);

}  // namespace worker
