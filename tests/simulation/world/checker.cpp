#include <algorithm>
#include <initializer_list>
#include <optional>

#include "tests/simulation/processes/poster_ports.hpp"
#include "tests/simulation/world/story.hpp"

// The rules of the chaos run, read from what Slack saw.

namespace simulation {
namespace {

// A slot is used a little late, when its courier has its hands free: the next one may follow
// sooner.
constexpr base::Duration lateness{150};

class Checker {
public:
    explicit Checker(const Story& story) : story_(story) {}

    std::vector<std::string> check() {
        for (std::size_t i = 0; i < deeds().size(); ++i) check(i);
        check_order();
        if (story_.plan().burst) check_burst();
        for (const auto& topic : {events_topic, actions_topic}) {
            const auto undone = story_.log().undone(topic);
            if (!undone.empty()) broken_.push_back("stuck: " + undone);
        }
        for (const auto& reason : story_.dead()) {
            const bool expected =
                reason == "slack_refused" || reason == "ambiguous" || reason == "expired";
            if (!expected) broken_.push_back("a dead letter: " + reason);
        }
        if (!pace_is_excused()) add(story_.slack().too_fast());
        if (!haste_is_excused()) add(story_.slack().too_early());
        return std::move(broken_);
    }

private:
    const std::vector<Deed>& deeds() const { return story_.plan().deeds; }
    const Effects& effects(std::size_t i) const { return story_.slack().effects()[i]; }

    void fail(const std::string& rule, std::size_t i) {
        const Effects& seen = effects(i);
        broken_.push_back(
            rule + ": #" + std::to_string(i) + " " + std::string(to_text(deeds()[i].wish)) +
            " in " + deeds()[i].channel + ", posts " + std::to_string(seen.posts.size()) +
            ", shown " + std::to_string(seen.shown) + ", notices " +
            std::to_string(seen.notices.size()) + ", refusals " + std::to_string(seen.refusals) +
            ", pressed again " + std::to_string(seen.pressed_again));
    }

    bool parked(std::size_t i) const {
        return story_.doings()[i].ends.count(proto::End::parked) > 0;
    }

    void check(std::size_t i) {
        const Effects& seen = effects(i);
        if (deeds()[i].wish == Wish::form) return check_form(i);
        const bool post = deeds()[i].is_post();
        const bool once = post || deeds()[i].wish == Wish::direct;
        const int done = post ? static_cast<int>(seen.posts.size()) : seen.shown;
        const int told = static_cast<int>(seen.notices.size()) + seen.refusals + seen.answered;
        const bool excused = once ? delivered_after_loss(i) : repeats_are_excused();
        if (done > 1 && !excused) fail("doubled", i);
        if (parked_needlessly(i)) fail("parked though its history can be read", i);
        if (seen.notices.size() > 1) fail("told twice", i);
        if (!seen.notices.empty() && posted_again(i)) fail("sent again, and its notice stays", i);
        const bool contradicted =
            done > 0 && told > 0 && !parked(i) && !expired_unseen(i) && !refused_and_forgotten(i);
        if (contradicted && !excused) fail("done, and told otherwise", i);
        const bool said = done > 0 || told > 0 || seen.busy;
        if (seen.acked_at && !said) fail("acked and lost", i);
    }

    // A form that closed is kept, one with a wrong number does not close, and of two presses
    // neither is told what the other one was not.
    void check_form(std::size_t i) {
        const Effects& seen = effects(i);
        const bool good = deeds()[i].number == right_number;
        if (good ? seen.corrected : seen.closed) fail("misjudged", i);
        const bool calm = story_.faults().happened() == 0;
        if (calm && seen.pressed_again > 0) fail("to be pressed again, for nothing", i);
        const bool forgotten = story_.faults().has(Kind::store_lost_second);
        const auto kept = story_.store().settings_of(deeds()[i].user).previews;
        const bool lost = kept != right_number || story_.doings()[i].closed_too_early;
        if (seen.closed && !forgotten && lost) fail("closed and not kept", i);
    }

    // Of two copies one was pressed; while the store is away nobody knows of the other one.
    bool posted_again(std::size_t i) const {
        if (has_any({Kind::store_away, Kind::store_lost_second})) return false;
        for (std::size_t a = 0; a < deeds().size(); ++a) {
            const bool about_it = deeds()[a].wish == Wish::again && deeds()[a].about == i;
            if (about_it && !effects(a).posts.empty()) return true;
        }
        return false;
    }

    // Where the history can be read and nothing hinders it, nobody is told that nobody knows.
    bool parked_needlessly(std::size_t i) const {
        const std::string& channel = deeds()[i].channel;
        const bool readable = channel != closed_channel && channel != unreadable_channel;
        if (!deeds()[i].is_post() || !parked(i) || !readable) return false;
        const auto& all = story_.faults().all();
        return std::none_of(all.begin(), all.end(), [](const Fault& fault) {
            const auto occasion = occasion_of(fault.kind);
            const bool unanswered = fault.kind == Kind::slack_answer_lost ||
                                    fault.kind == Kind::slack_late ||
                                    fault.kind == Kind::slack_no_answer;
            return fault.happened &&
                   (occasion == Occasion::store_call || occasion == Occasion::log_write ||
                    (occasion == Occasion::slack_call && !unanswered));
        });
    }

    // The store has forgotten both that it was decided and that it was posted, and Slack delivers
    // it once more: nothing tells that from a new one.
    bool delivered_after_loss(std::size_t i) const {
        const bool again = effects(i).deliveries > 1 || story_.faults().has(Kind::envelope_doubled);
        return again && story_.faults().has(Kind::store_lost_second);
    }

    // A repeat of what was done long ago, met when its time is over and the store cannot be asked.
    bool expired_unseen(std::size_t i) const {
        return story_.doings()[i].ends.count(proto::End::expired) > 0 &&
               has_any({Kind::store_away, Kind::store_lost_second});
    }

    // Slack said no, the store has forgotten that, and a repeat met a better hour.
    bool refused_and_forgotten(std::size_t i) const {
        return story_.doings()[i].ends.count(proto::End::refused) > 0 &&
               story_.faults().has(Kind::store_lost_second);
    }

    // What repeating cannot harm is repeated where nobody knows whether it was done.
    bool repeats_are_excused() const {
        const auto& all = story_.faults().all();
        return std::any_of(all.begin(), all.end(), [](const Fault& fault) {
            const auto occasion = occasion_of(fault.kind);
            return fault.happened &&
                   (occasion == Occasion::poster_step || occasion == Occasion::store_call ||
                    occasion == Occasion::log_write || occasion == Occasion::slack_call);
        });
    }

    void add(const std::vector<std::string>& complaints) {
        broken_.insert(broken_.end(), complaints.begin(), complaints.end());
    }
    bool has_any(std::initializer_list<Kind> kinds) const {
        return std::any_of(kinds.begin(), kinds.end(),
                           [this](Kind kind) { return story_.faults().has(kind); });
    }
    // A limiter that forgot or could not be asked, a poster that died or slept before it could tell
    // of a 429.
    bool haste_is_excused() const {
        return has_any({Kind::store_lost_second, Kind::store_away, Kind::store_answer_lost,
                        Kind::poster_freeze, Kind::poster_restart, Kind::poster_crash});
    }
    // The same, and two posters that each think the channel theirs.
    bool pace_is_excused() const { return haste_is_excused() || has_any({Kind::poster_rebalance}); }

    // What was acked before another was done stands before it. An attempt that was given up may
    // land when it likes.
    void check_order() {
        for (std::size_t a = 0; a < deeds().size(); ++a) {
            for (std::size_t b = 0; b < deeds().size(); ++b) {
                const Effects &first = effects(a), &second = effects(b);
                if (a == b || deeds()[a].channel != deeds()[b].channel) continue;
                // [Send again] is pressed in the DM: another key, another order.
                if (deeds()[a].wish == Wish::again || deeds()[b].wish == Wish::again) continue;
                if (first.posts.empty() || second.posts.empty() || parked(a) || parked(b)) continue;
                if (refused_and_forgotten(a)) continue;
                const bool before = first.acked_at && *first.acked_at < second.done_at;
                if (before && first.posts[0].ts > second.posts[0].ts) fail("out of order", b);
            }
        }
    }

    // The workspace's own pace: a burst, then one an interval.
    void check_burst() {
        const auto buckets =
            limits::buckets_for({team, "B0", "chat.postMessage", true}, posts_per_minute);
        const auto& shared = *std::find_if(buckets.begin(), buckets.end(), [](const auto& bucket) {
            return bucket.key == limits::workspace_key(team);
        });
        std::optional<base::Time> due;
        for (const base::Time at : story_.slack().post_calls) {
            if (due && at + lateness < *due - shared.interval * (shared.burst - 1)) {
                broken_.push_back("faster than the workspace allows");
                return;
            }
            due = std::max(due.value_or(at), at) + shared.interval;
        }
    }

    const Story& story_;
    std::vector<std::string> broken_;
};

}  // namespace

std::vector<std::string> broken_rules(const Story& story) { return Checker(story).check(); }

}  // namespace simulation
