// Carries one action to Slack, effectively once: the poster's state machine.
#pragma once

#include <cstdint>
#include <string>

#include "libs/base/clock.hpp"
#include "services/poster/core/delivery.hpp"
#include "services/poster/core/ports.hpp"

namespace poster {

// Steps deliveries (pipeline F3). Owns no thread and keeps nothing between steps: what is known
// stands in the Delivery, so several deliveries may be stepped in turn, and one dropped between two
// steps is what a crash leaves behind. One thread uses a courier; the ports are shared by several.
//
//   start → look? → ask? → resolve? → reserve → begin → call → record → sign? → telling
//                                       ↑               ├→ throttle → reopen ┐ 429, not done,
//                                       ├───────────────────────────────────┘ dead token
//                                       └ reopen ← doubt → hold → verify → record     lost answer
//   telling: dead_letter → keep? → notice → clear → outcome → told
//   an end without an attempt (expired, refused at once): start → close → telling
//
// What an attempt left behind without a word (a crash, a timeout) is looked for in the history of
// its conversation: found, it is done; absent in two looks, it goes again; where nobody can look it
// is parked, and nobody posts it again. Not so a notice: it goes again, and once it has come
// through (record → doubt → verify ⇄ wipe → telling) what stands there twice is taken away.
class Courier {
public:
    // `instance` makes this courier's fencing tokens unlike all others'.
    Courier(const base::Clock& clock, Ledger& ledger, Slots& slots, Slack& slack, Bus& bus,
            std::string instance);

    Next step(Delivery& delivery);

private:
    Next advance(Delivery& delivery);
    Next start(Delivery& delivery);
    Next look(Delivery& delivery);
    Next ask(Delivery& delivery);
    Next resolve(Delivery& delivery);
    Next resolve_url(Delivery& delivery);
    Next reserve(Delivery& delivery);
    Next begin(Delivery& delivery);
    Next reserve_look(Delivery& delivery);
    Next hold(Delivery& delivery);
    Next verify(Delivery& delivery);
    Next wipe(Delivery& delivery);
    Next answered(Delivery& delivery);
    Next call(Delivery& delivery);
    Next judge(Delivery& delivery);
    Next throttle(Delivery& delivery);
    Next reopen(Delivery& delivery);
    Next close(Delivery& delivery);
    Next record(Delivery& delivery);
    Next sign(Delivery& delivery);
    // The steps that tell, once the end is decided.
    Next dead_letter(Delivery& delivery);
    Next keep(Delivery& delivery);
    Next notice(Delivery& delivery);
    Next tell_in_place(Delivery& delivery);
    Next clear(Delivery& delivery);
    Next other(Delivery& delivery);
    Next outcome(Delivery& delivery);
    Next told(Delivery& delivery);
    Next republish(Delivery& delivery);
    Next bury(Delivery& delivery);

    Next claimed(Delivery& delivery, const Claim& claim, Stage onward);
    // While nobody knows.
    Next suspect(Delivery& delivery, Doubt::Why why, Trail trail, base::Duration not_before);
    Next suspect_forgotten(Delivery& delivery, Doubt::Why why);
    Call look_for(const Delivery& delivery) const;
    Next recognise(Delivery& delivery);
    Next turn_page(Delivery& delivery) const;
    Next absent(Delivery& delivery);
    Next believe_absent(Delivery& delivery);
    Next leave(Delivery& delivery) const;
    Next park(Delivery& delivery) const;
    // What stands in a member's DM.
    Next tell_again(Delivery& delivery, Doubt::Why why, base::Duration not_before) const;
    Next look_for_copies(Delivery& delivery) const;
    Next compare_copies(Delivery& delivery);
    Next look_later(Delivery& delivery) const;
    Next after_end(Delivery& delivery) const;
    bool is_forgotten(const Delivery& delivery) const;
    Next adopt(Delivery& delivery, const Entry& entry);
    Next give_up(Delivery& delivery, State end, std::string error);
    Next go(Delivery& delivery, Stage stage) const;
    bool is_over(const Delivery& delivery) const;
    bool is_paused(const Delivery& delivery) const;
    base::Duration longest_wait(const Delivery& delivery) const;
    base::Duration too_early_by(const Delivery& delivery) const;
    bool can_go_by_response_url(const Delivery& delivery) const;
    bool can_go_nameless(const Delivery& delivery) const;
    bool can_change_previews(const Delivery& delivery) const;
    Call call_for(const Delivery& delivery) const;
    void count_use(const Delivery& delivery, const Verdict& verdict) const;

    const base::Clock& clock_;
    Ledger& ledger_;
    Slots& slots_;
    Slack& slack_;
    Bus& bus_;
    std::string instance_;
    std::uint64_t owners_ = 0;
};

}  // namespace poster
