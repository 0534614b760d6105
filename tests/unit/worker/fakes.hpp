// The worker's ports in memory, with verbs.
#pragma once

#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "services/sticker-worker/core/ports.hpp"

namespace worker {

class FakeInputs final : public InputSource {
public:
    Inputs read(const Needs& needs, const proto::TeamId&, const proto::UserId&) override {
        reads.push_back(needs);
        if (broken) throw std::runtime_error("the shelf fell down");
        return inputs;
    }
    Inputs inputs;
    bool broken = false;
    std::vector<Needs> reads;
};

class FakeGuards final : public Guards {
public:
    std::optional<std::string> applied(const std::string& source_id) override {
        const auto found = marked.find(source_id);
        if (away || found == marked.end()) return std::nullopt;
        return found->second;
    }
    base::Result<void> apply(const Effect& effect) override {
        if (away) return base::Error::later("redis_away");
        if (marked.emplace(effect.source_id, effect.reply).second) effects.push_back(effect);
        return {};
    }
    bool away = false;
    std::map<std::string, std::string> marked;  // source → reply
    std::vector<Effect> effects;
};

class FakeOutbox final : public Outbox {
public:
    // The next publish confirms only the first `written` records and fails with this.
    void fail_next(base::Error error, std::size_t written = 0) {
        failure_ = std::move(error);
        written_ = written;
    }
    base::Result<void> publish(std::vector<Outgoing>& pending) override {
        if (!failure_) {
            for (Outgoing& out : pending) confirmed.push_back(std::move(out));
            pending.clear();
            return {};
        }
        const base::Error error = *failure_;
        failure_.reset();
        for (std::size_t i = 0; i < written_; ++i) confirmed.push_back(pending[i]);
        pending.erase(pending.begin(), pending.begin() + static_cast<std::ptrdiff_t>(written_));
        return error;
    }

    std::vector<Outgoing> confirmed;
    std::vector<proto::Action> actions() const { return all<proto::Action>(); }
    std::vector<DecisionRecord> decisions() const { return all<DecisionRecord>(); }
    std::vector<proto::Reply> replies() const { return all<proto::Reply>(); }
    std::vector<DeadLetter> dead() const { return all<DeadLetter>(); }

private:
    template <class Kind>
    std::vector<Kind> all() const {
        std::vector<Kind> found;
        for (const Outgoing& out : confirmed) {
            if (const auto* one = std::get_if<Kind>(&out)) found.push_back(*one);
        }
        return found;
    }
    std::optional<base::Error> failure_;
    std::size_t written_ = 0;
};

}  // namespace worker
