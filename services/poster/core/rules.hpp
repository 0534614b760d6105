// The poster's rules that need no port: which care an action needs, which limits it counts for, how
// its end is told.
#pragma once

#include <string>

#include "libs/base/clock.hpp"
#include "proto/action.hpp"
#include "services/poster/core/delivery.hpp"
#include "services/poster/core/ports.hpp"

namespace poster {

// At most so many visible posts wait in a conversation; one more is refused at once, so that no
// channel can fill its partition's offset map (500).
inline constexpr std::size_t most_waiting = 60;

inline constexpr base::Duration store_pause{500};        // the store is away: ask again after this
inline constexpr base::Duration write_pause{200};        // a result is to be written: sooner
inline constexpr base::Duration close_patience{10'000};  // past its time, for the store to answer
inline constexpr base::Duration bus_pause{500};
inline constexpr base::Duration token_pause{30'000};  // a dead token: Slack counts such calls
inline constexpr base::Duration intent_fresh{
    1'000};  // older ones are not used: lease - call - this
inline constexpr base::Duration post_distance{1'000};  // of one conversation (Slack: 1 a second)
inline constexpr base::Duration direct_notice_age{60'000};     // the sender still looks there
inline constexpr base::Duration response_url_life{1'790'000};  // 30 min, less a call's time
inline constexpr base::Duration notice_patience{300'000};      // then it makes room for others
inline constexpr int most_notice_tries = 3;
inline constexpr int most_clear_tries = 3;  // the next post of the conversation waits for it

// Looks into the history for what nobody knows of (pipeline F3): two of them, this far apart, the
// first one not before Slack must be done with the call. One, where the store has forgotten: the
// bytes left before that.
inline constexpr base::Duration settle_time{10'000};  // after the bytes left
inline constexpr base::Duration look_distance{5'000};
inline constexpr int most_absences = 2;
inline constexpr int most_pages = 10;             // of one look
inline constexpr int most_lost_answers = 3;       // then it is parked though it is not there
inline constexpr base::Duration doubt_patience{30'000};     // for what is past its time already
inline constexpr base::Duration longest_look_wait{5'000};   // a longer Retry-After: not readable
inline constexpr base::Duration history_margin{60'000};     // Slack's clock and ours
inline constexpr base::Duration pause_look{250};            // paused: see again after this

// chat.postMessage, and a response_url post that all see: done twice they are seen twice.
bool must_be_once(const proto::Action& action);
// Waits for the ledger; what need not wait goes on without it.
bool needs_store(const proto::Action& action);
bool is_notice(const proto::Action& action);
// A post in place of one that did not come to be.
bool is_sent_again(const proto::Action& action);
// The response_url by which a post goes where the bot is not; empty: by none.
const std::string& way_around(const Delivery& delivery);
// What became of it may be mended by sending it again, from the notice.
bool can_be_sent_again(const Delivery& delivery);
// A post under its sender's name, where the workspace allows it.
bool bears_a_name(const proto::Action& action);
// The line below a post that cannot bear the name.
std::string signature_of(const proto::Action& action);
Load load_of(const proto::Action& action);
Load load_of(const Delivery& delivery);  // by the way that it takes now
// Waits for its turn in its conversation; all else goes without it.
bool is_visible(const Delivery& delivery);
// A notice that is out, after more than one attempt.
bool may_stand_twice(const Delivery& delivery);
// How long after its n-th attempt, which got no answer, a notice goes again: the time that Slack
// may be busy with a call, then doubling. No longer than until it makes room for others.
base::Duration notice_distance(int n);
// Whether this delivery's next attempt bears its id, so that a look can find it.
Trail trail_of(const Delivery& delivery);
Load look_load_of(const Delivery& delivery);
// The thread that a message goes into; empty: none.
std::string thread_of(const proto::Action& action);
// One in flight in each: "v|team:channel"; "p|team:user"; notices, which may wait for the store, in
// "n|team:user"; what only goes to the dead letters in "d|key".
std::string lane_of(const Delivery& delivery);

// The n-th fruitless attempt is followed by this: doubling from 0.5 s to 8 s, with a jitter of up
// to 250 ms that depends on the id alone.
base::Duration backoff(const proto::ActionId& id, int n);
base::Duration jitter(const proto::ActionId& id, int n);

// A view cannot be opened twice by one trigger, nor changed twice from one hash: after an attempt
// whose answer was lost these refusals say that it was done.
bool says_done_before(const Delivery& delivery);
// The member has closed the view, or a newer content stands there already: nobody misses anything.
bool is_moot(const Delivery& delivery);

bool is_dead_lettered(const Delivery& delivery);

// How the sender of an action without effect is told.
enum class NoticeWay { none, in_place, ephemeral, direct_message };
NoticeWay notice_way(const Delivery& delivery, base::Time now);
// What it says: ends with the action's error code.
std::string notice_text(const Delivery& delivery, NoticeWay way);
// The id of the notice about an action, and of the action that a press on its [Send again] becomes.
proto::ActionId notice_id(const proto::TeamId& team, const proto::ActionId& about);
proto::ActionId again_id(const proto::TeamId& team, const proto::ActionId& notice);
// The action that says it in the member's own DM with the app; the same id for every re-run.
proto::Action notice_action(const Delivery& delivery, base::Time now);

}  // namespace poster
