// The worker's ports in memory, with verbs.
#pragma once

#include <optional>
#include <set>
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
    bool applied(const std::string& source_id) override {
        return !away && marked.count(source_id) > 0;
    }
    void mark(const std::string& source_id) override {
        if (!away) marked.insert(source_id);
    }
    bool away = false;
    std::set<std::string> marked;
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
