// "Sending…": what a sender sees in place of the previews while the post waits.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "libs/base/clock.hpp"
#include "services/poster/core/delivery.hpp"
#include "services/poster/core/ports.hpp"

namespace poster {

// A post that is not out this long after the press is said to wait.
inline constexpr base::Duration patience{1'000};
// A repeat of what has ended long ago shows so within this, and must not stir the previews.
inline constexpr base::Duration shortest_patience{250};

// Repeatable and without a trace: it needs no store and is no notice.
struct WaitNote {
    std::shared_ptr<Previews> previews;
    std::chrono::steady_clock::time_point due{};
    Call call;
};

// For a visible post whose sender looks at previews; nothing for all else.
std::optional<WaitNote> wait_note_of(const Delivery& delivery, const base::Clock& clock);

// Waits until it is due, then says it unless the post has ended by then. One attempt.
Next step(WaitNote& note, const base::Clock& clock, Slack& slack);

}  // namespace poster
