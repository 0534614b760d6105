// "Sending… 12 before it": what a sender sees in place of the previews while the post waits.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "libs/base/clock.hpp"
#include "libs/texts/texts.hpp"
#include "services/poster/core/delivery.hpp"
#include "services/poster/core/ports.hpp"

namespace poster {

// A post that is not out this long after the press is said to wait.
inline constexpr base::Duration patience{1'000};
// A repeat of what has ended long ago shows so within this, and must not stir the previews.
inline constexpr base::Duration shortest_patience{250};
inline constexpr int most_wait_tries = 3;
inline constexpr base::Duration pause_watch{1'000};  // whether an operator has paused it since

// Repeatable and without a trace: it needs no store and is no notice.
struct WaitNote {
    std::shared_ptr<Previews> previews;
    std::shared_ptr<const Line> line;  // none: nobody is before it
    std::size_t place = 0;
    texts::Language language = texts::Language::en;
    std::chrono::steady_clock::time_point due{};
    std::chrono::steady_clock::time_point until{};  // the post waits no longer than this
    proto::ChannelId channel;
    bool said = false;
    int tries = 0;
    Call call;
};

// For a visible post whose sender looks at previews; nothing for all else.
std::optional<WaitNote> wait_note_of(const Delivery& delivery, const base::Clock& clock);

// Waits until it is due, then says it unless the post has ended by then. What Slack surely did not
// take is tried again, `most_wait_tries` times in all. Where the conversation is paused it says that
// instead, and once more if it is paused while the post waits.
Next step(WaitNote& note, const base::Clock& clock, Slack& slack, const Slots& slots);

}  // namespace poster
