#include "services/sticker-worker/core/press.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "libs/search/text/normalise.hpp"
#include "libs/slack/fields.hpp"

namespace worker {
namespace {

constexpr std::int64_t farthest_offset = 100'000;
constexpr std::int64_t last_place = farthest_offset + 100;
constexpr std::size_t longest_id = 64;

// As text: JSON numbers above 2^53 do not survive every reader.
std::uint64_t seed_from(const std::string& text) {
    std::uint64_t seed = 0;
    std::from_chars(text.data(), text.data() + text.size(), seed);
    return seed;
}

std::string with_thread(slack::Fields fields, const std::string& thread) {
    if (!thread.empty()) fields.emplace("t", thread);
    return slack::to_json(fields);
}

Wish send_from(const slack::Fields& fields) {
    const std::int64_t place = slack::number_of(fields, "n").value_or(0);
    Send send{slack::text_of(fields, "p"), slack::text_of(fields, "s"), 0};
    if (send.preview.empty() || send.sticker_id.empty() || place < 1 || place > last_place)
        return Stale{};
    send.place = static_cast<int>(place);
    send.thread = slack::text_of(fields, "t");
    return send;
}

Wish redraw_from(const slack::Fields& fields, Direction direction) {
    const std::int64_t offset = slack::number_of(fields, "o").value_or(-1);
    Redraw redraw{direction, slack::text_of(fields, "p"),
                  search::normalise(slack::text_of(fields, "q")), 0,
                  seed_from(slack::text_of(fields, "r"))};
    if (redraw.preview.empty() || redraw.query.empty() || offset < 0) return Stale{};
    redraw.offset = static_cast<std::size_t>(std::min(offset, farthest_offset));
    redraw.thread = slack::text_of(fields, "t");
    const std::int64_t page = slack::number_of(fields, "l").value_or(fewest_previews);
    redraw.page =
        static_cast<std::size_t>(std::clamp<std::int64_t>(page, fewest_previews, most_previews));
    return redraw;
}

// "C0123", "G0123", "D0123": what the poster writes, and nothing else that Slack may take.
bool is_channel(const std::string& id) {
    constexpr std::string_view kinds = "CGD";
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    return id.size() > 1 && id.size() <= longest_id &&
           kinds.find(id.front()) != std::string_view::npos &&
           id.find_first_not_of(letters) == std::string::npos;
}

// A UUID in text form.
bool is_action(const std::string& id) {
    constexpr std::string_view form = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
    constexpr std::string_view digits = "0123456789abcdef";
    if (id.size() != form.size()) return false;
    for (std::size_t i = 0; i < form.size(); ++i) {
        const bool fits = form[i] == '-' ? id[i] == '-' : digits.find(id[i]) != digits.npos;
        if (!fits) return false;
    }
    return true;
}

bool is_ts(const std::string& ts) {
    return ts.size() <= longest_id && ts.find_first_not_of("0123456789.") == std::string::npos;
}

Wish again_from(const slack::Fields& fields) {
    Again again{slack::text_of(fields, "p"), proto::ActionId(slack::text_of(fields, "a")),
                slack::text_of(fields, "s"), proto::ChannelId(slack::text_of(fields, "c")),
                slack::text_of(fields, "t")};
    const bool whole = is_action(again.notice) && is_action(again.target.value) &&
                       !again.sticker_id.empty() && is_channel(again.channel.value) &&
                       is_ts(again.thread);
    if (!whole) return Stale{};
    return again;
}

std::optional<Direction> direction_of(std::string_view action_id) {
    for (const Direction direction : {Direction::more, Direction::previous, Direction::shuffle}) {
        if (action_id_of(direction) == action_id) return direction;
    }
    return std::nullopt;
}

}  // namespace

std::string_view action_id_of(Direction direction) {
    switch (direction) {
        case Direction::more:
            return button::more;
        case Direction::previous:
            return button::previous;
        case Direction::shuffle:
            break;
    }
    return button::shuffle;
}

std::string value_of(const Send& send) {
    return with_thread(
        {{"p", send.preview}, {"s", send.sticker_id}, {"n", std::int64_t{send.place}}},
        send.thread);
}

std::string value_of(const Redraw& redraw) {
    return with_thread({{"p", redraw.preview},
                        {"q", redraw.query},
                        {"o", static_cast<std::int64_t>(redraw.offset)},
                        {"r", std::to_string(redraw.shuffle)},
                        {"l", static_cast<std::int64_t>(redraw.page)}},
                       redraw.thread);
}

std::string value_of(const Cancel& cancel) { return slack::to_json({{"p", cancel.preview}}); }

std::string value_of(const Again& again) {
    return with_thread({{"p", again.notice},
                        {"a", again.target.value},
                        {"s", again.sticker_id},
                        {"c", again.channel.value}},
                       again.thread);
}

Wish wish_of(const slack::ButtonPress& press) {
    const auto direction = direction_of(press.action_id);
    const bool ours = direction || press.action_id == button::send ||
                      press.action_id == button::cancel || press.action_id == button::again;
    if (!ours) return Nothing{};
    const auto fields = slack::fields_from_json(press.value);
    if (!fields) return Stale{};
    if (direction) return redraw_from(*fields, *direction);
    if (press.action_id == button::send) return send_from(*fields);
    if (press.action_id == button::again) return again_from(*fields);
    Cancel cancel{slack::text_of(*fields, "p")};
    if (cancel.preview.empty()) return Stale{};
    return cancel;
}

}  // namespace worker
