// Messages as values, and their JSON: Block Kit within Slack's limits. Pure.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace slack {

// Block Kit's limits, in characters unless said otherwise: slack-protocol, section 4.
namespace limit {
inline constexpr std::size_t blocks = 50;
inline constexpr std::size_t section_text = 3000;
inline constexpr std::size_t alt_text = 2000;
inline constexpr std::size_t image_title = 2000;
inline constexpr std::size_t url = 3000;
inline constexpr std::size_t action_elements = 25;
inline constexpr std::size_t context_elements = 10;
// Slack takes 75 and clients cut at about 30 (issue "Both ends"): 24 are shown everywhere.
inline constexpr std::size_t button_label = 24;
inline constexpr std::size_t accessibility_label = 75;
inline constexpr std::size_t message_text = 4000;
inline constexpr std::size_t user_name = 80;
// Over all blocks of a message; undocumented, posts failed at about 12,000.
inline constexpr std::size_t all_text = 10'000;
}  // namespace limit

enum class ButtonStyle { plain, primary, danger };

struct Button {
    std::string label;  // plain text; never only an emoji (blank on Android in a report)
    std::string action_id;
    std::string value = {};                // ≤ max_button_value_bytes (fields.hpp)
    std::string accessibility_label = {};  // what a screen reader says in place of the label
    ButtonStyle style = ButtonStyle::plain;
};

// mrkdwn, shown as it stands: escape() or quote() what a member wrote. Not linkified (verbatim).
struct Section {
    std::string text;
};
// A picture of its own. Never as an accessory of a section: reported not to appear on iOS.
struct Image {
    std::string url;
    std::string alt;
    std::string title = {};  // plain text, empty: none
};
struct Actions {
    std::vector<Button> buttons;
};
// Small print, plain text: no mention can come of it.
struct Context {
    std::string text;
};
using Block = std::variant<Section, Image, Actions, Context>;

struct Metadata {
    std::string event_type;
    std::map<std::string, std::string> payload;
};

// The arguments of chat.postMessage, chat.postEphemeral, chat.update and of a response_url post;
// what is empty or unset is left out.
struct Message {
    std::string text = {};  // mrkdwn; notifications, screen readers and Slack's search read it
    std::vector<Block> blocks = {};

    std::string channel = {};
    std::string user = {};  // chat.postEphemeral: who sees it
    std::string thread_ts = {};
    std::string ts = {};        // chat.update
    std::string username = {};  // with chat:write.customize
    std::string icon_url = {};
    std::optional<bool> unfurl = {};  // links and media
    std::optional<Metadata> metadata = {};

    bool ephemeral = false;  // response_url: response_type "ephemeral"
    std::optional<bool> replace_original = {};
    bool delete_original = false;
};

// Texts are cut to the limits, an empty accessibility label becomes none, blocks and buttons beyond
// Slack's counts are left out. Invalid UTF-8 becomes U+FFFD. The same message gives the same bytes.
std::string to_json(const Message& message);

}  // namespace slack
