// The poster's ports in memory, with verbs.
#pragma once

#include <algorithm>
#include <deque>
#include <iterator>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "libs/base/clock.hpp"
#include "services/poster/core/ports.hpp"
#include "tests/unit/poster/ledger/fake_ledger.hpp"

namespace poster {

// Gives every slot at once unless told otherwise.
class FakeSlots final : public Slots {
public:
    void go_away() { away_ = true; }
    void come_back() { away_ = false; }
    void deny_next(base::Duration delay) { answers_.push_back({false, delay}); }
    void delay_next(base::Duration delay) { answers_.push_back({true, delay}); }

    base::Result<Slot> reserve(const Load& load) override {
        if (away_) return base::Error::later("redis_away");
        reserved.push_back(load);
        return next();
    }
    Slot reserve_alone(const Load& load) override {
        alone.push_back(load);
        return next();
    }
    void throttled(const Load& load, base::Duration wait) override {
        blocked.emplace_back(load, wait);
    }
    void hold(const proto::TeamId& team, base::Duration wait) override {
        held.emplace_back(team.value, wait);
    }
    void pause(const std::string& reason) { pause_ = Pause{reason}; }
    void resume() { pause_.reset(); }
    std::optional<Pause> paused(const proto::TeamId&, const proto::ChannelId&) const override {
        return pause_;
    }

    std::vector<Load> reserved, alone;
    std::vector<std::pair<Load, base::Duration>> blocked;
    std::vector<std::pair<std::string, base::Duration>> held;

private:
    Slot next() {
        if (answers_.empty()) return {true, {}};
        const Slot slot = answers_.front();
        answers_.pop_front();
        return slot;
    }
    std::deque<Slot> answers_;
    std::optional<Pause> pause_;
    bool away_ = false;
};

// Says yes to everything, with rising ts, unless told otherwise. `calls` are what it was asked,
// `posts` how often each action's message went out, `standing` the ts of those still there.
class FakeSlack final : public Slack {
public:
    void rate_limit_next(base::Duration wait) {
        script_.push_back({{Verdict::Kind::throttled, {}, {}, "ratelimited", wait}, false});
    }
    void answer_next(Verdict::Kind kind, const std::string& error) {
        script_.push_back({{kind, {}, {}, error, {}}, false});
    }
    // Whether the scope for names is granted, and whether that is known before a call.
    void know_of_names(std::optional<bool> granted) { may_name_ = granted; }
    void grant_names(bool granted) { grants_names_ = granted; }
    // It is done, and nobody hears of it.
    void lose_next_answer() {
        script_.push_back({{Verdict::Kind::unsure, {}, {}, "timeout", {}}, true});
    }

    // Asked for the history it tells of `posts`, once what is late has come up.
    void refuse_history(Verdict::Kind kind, const std::string& error, base::Duration wait = {}) {
        history_ = {kind, {}, {}, error, wait};
    }
    void open_history() { history_ = {}; }
    // A page shows one of an action's messages, the newest first, behind so many pages of others'.
    void page_by_page(int of_others = 0) {
        paged_ = true;
        of_others_ = of_others;
    }
    // The next post is not seen before `looks` looks for it.
    void come_late_by(int looks) { late_ = looks; }

    Verdict call(const Call& call) override {
        calls.push_back(call);
        if (call.form == Call::Form::look) return look(call);
        Step step{{Verdict::Kind::done, {}, {}, {}, {}}, true};
        if (!script_.empty()) {
            step = script_.front();
            script_.pop_front();
        }
        if (step.verdict.kind == Verdict::Kind::done && call.response_url.empty()) {
            may_name_ = grants_names_;
        }
        const bool by_arguments =
            call.form == Call::Form::as_is || call.form == Call::Form::nameless;
        const bool by_method = by_arguments && call.method == proto::Method::chat_post_message;
        const bool seen = by_method || call.form == Call::Form::in_channel;
        std::string ts;
        if (step.does_it && seen) {
            ts = std::to_string(++newest_ts_) + ".000000";
            ++posts[call.action.value];
            standing[call.action.value].push_back(ts);
        }
        if (step.does_it && by_arguments && call.method == proto::Method::chat_delete) {
            std::erase(standing[call.action.value], call.ts);
        }
        if (step.verdict.kind == Verdict::Kind::done && by_method) {
            step.verdict.ts = ts;
            step.verdict.channel = "C1";
        }
        return step.verdict;
    }

    std::optional<bool> may_name(const proto::TeamId&) const override { return may_name_; }

    std::size_t count(Call::Form form) const {
        return static_cast<std::size_t>(std::count_if(
            calls.begin(), calls.end(), [form](const Call& call) { return call.form == form; }));
    }

    std::vector<Call> deletions() const {
        std::vector<Call> found;
        std::copy_if(calls.begin(), calls.end(), std::back_inserter(found), [](const Call& call) {
            return call.method == proto::Method::chat_delete && call.form == Call::Form::as_is;
        });
        return found;
    }

    std::vector<Call> calls;
    std::map<std::string, int> posts;
    std::map<std::string, std::vector<std::string>> standing;

private:
    struct Step {
        Verdict verdict;
        bool does_it;
    };
    Verdict look(const Call& call) {
        if (history_.kind != Verdict::Kind::done || late_-- > 0) return history_;
        const auto& all = standing[call.action.value];
        if (paged_) return page(call, all);
        Verdict seen{Verdict::Kind::done, all.empty() ? "" : all.front(), "C1", {}, {}};
        if (all.size() > 1) seen.spare = all.back();
        return seen;
    }
    Verdict page(const Call& call, const std::vector<std::string>& all) const {
        const int number = call.cursor.empty() ? 0 : std::stoi(call.cursor);
        const int last = of_others_ + static_cast<int>(all.size()) - 1;
        Verdict seen{Verdict::Kind::done, {}, "C1", {}, {}};
        if (number >= of_others_ && number <= last) {
            seen.ts = all[static_cast<std::size_t>(last - number)];
        }
        if (number < last) seen.more = std::to_string(number + 1);
        return seen;
    }
    Verdict history_;
    bool paged_ = false;
    int of_others_ = 0;
    int late_ = 0;
    std::deque<Step> script_;
    int newest_ts_ = 100;
    std::optional<bool> may_name_ = true;
    bool grants_names_ = true;
};

class FakeBus final : public Bus {
public:
    void go_away() { away_ = true; }
    void come_back() { away_ = actions_away_ = false; }
    void lose_actions() { actions_away_ = true; }  // only these are not confirmed

    base::Result<void> outcome(const proto::Outcome& outcome) override {
        if (away_) return base::Error::unknown("timed_out");
        outcomes.push_back(outcome);
        return {};
    }
    base::Result<void> action(const proto::Action& action) override {
        if (away_ || actions_away_) return base::Error::unknown("timed_out");
        actions.push_back(action);
        return {};
    }
    base::Result<void> dead_letter(const proto::Wire&, const proto::DeadNote& note) override {
        if (away_) return base::Error::unknown("timed_out");
        dead.push_back(note);
        return {};
    }

    std::vector<proto::Outcome> outcomes;
    std::vector<proto::Action> actions;
    std::vector<proto::DeadNote> dead;

private:
    bool away_ = false, actions_away_ = false;
};

}  // namespace poster
