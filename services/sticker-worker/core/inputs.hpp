// Everything a decision is made of beside the event itself. Plain values: recorded with the
// decision, so that replay can decide again from the same ones.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "libs/base/clock.hpp"

namespace worker {

// What Slack tells about the member. Not known: Slack could not be asked in time.
struct Member {
    bool known = false;
    std::string locale;     // "ko-KR"; empty: English is spoken
    std::string name;       // display name, plain text
    std::string image_url;  // their photo
    // Whether a post may go under this name and photo (chat:write.customize). Without the scope
    // Slack ignores both and nobody would know whose sticker it is. Also true where Slack does not
    // say.
    bool may_sign = true;

    bool operator==(const Member&) const = default;
};

// One sticker as this member sees it.
struct StickerFacts {
    std::string id;
    std::string label;  // in the member's language
    std::string image_url;

    bool operator==(const StickerFacts&) const = default;
};

// What a member has chosen by `/sticker settings`.
inline constexpr std::size_t fewest_previews = 3;
inline constexpr std::size_t most_previews =
    5;  // 2 blocks each, 2 more: the 12 of issue "Both ends"
struct Settings {
    std::size_t previews = fewest_previews;
    std::string language;  // "ko", "en"; empty: as Slack says
    std::string pack;      // name of the favourite one; empty: none

    bool operator==(const Settings&) const = default;
};

// One pack of stickers as this member sees it.
struct PackFacts {
    std::string name;
    std::string title;  // in the member's language

    bool operator==(const PackFacts&) const = default;
};

struct SearchRequest {
    std::string query;  // normalised
    std::size_t offset = 0;
    std::size_t limit = 0;      // 0: as many previews as the member has chosen
    std::uint64_t shuffle = 0;  // 0: by rank

    bool operator==(const SearchRequest&) const = default;
};

struct Page {
    std::vector<StickerFacts> stickers;
    std::size_t total = 0;                 // on all pages
    std::vector<std::string> suggestions;  // for an empty page only
    // The word that was taken for meant, where none was found as it stands; a word of the
    // catalogue, never the member's.
    std::string understood = {};

    bool operator==(const Page&) const = default;
};

// A member may press Send so often within that time: issue "Both ends", 4.
inline constexpr int most_sends = 5;
inline constexpr base::Duration sends_window{10'000};

// What has to be read before an event can be decided.
struct Needs {
    bool member = false;  // who they are, and what they have chosen
    bool packs = false;   // which packs there are
    std::optional<SearchRequest> search;
    std::string sticker_id;  // empty: none
    std::string send;        // names a press of Send, to be counted; empty: none
    base::Time at{};         // when the member acted

    bool operator==(const Needs&) const = default;
};

struct Inputs {
    std::string catalogue;  // version of the stickers that were searched
    Member member;
    std::optional<Settings> settings;  // none: the store is away, the defaults hold
    std::vector<PackFacts> packs;
    std::optional<Page> page;  // as Needs::search asked
    std::optional<StickerFacts>
        sticker;            // as Needs::sticker_id asked; none: there is no such sticker
    bool too_fast = false;  // the press that Needs::send names is one too many

    bool operator==(const Inputs&) const = default;

    Settings chosen() const { return settings.value_or(Settings{}); }
    // The member's own choice of language, else what Slack says.
    std::string locale() const {
        const std::string language = chosen().language;
        return language.empty() ? member.locale : language;
    }
};

}  // namespace worker
