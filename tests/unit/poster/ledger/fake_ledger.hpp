// The poster's ledger in memory.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>

#include "libs/base/clock.hpp"
#include "services/poster/core/ports.hpp"

namespace poster {

// Held to the same contract as the one in Redis (ledger_contract.hpp).
class FakeLedger final : public Ledger {
public:
    explicit FakeLedger(const base::Clock& clock) : clock_(clock) {}

    void go_away() { away_ = true; }
    void come_back() { away_ = false; }
    // It has lost what was written about this action a moment ago.
    void forget(const proto::ActionId& id) {
        rows_.erase(id.value);
        forgot_at_ = clock_.now();
    }
    // The next write is done, but its answer is lost.
    void lose_next_answer() { lose_ = true; }
    std::optional<Entry> entry(const proto::ActionId& id) const {
        const auto found = rows_.find(id.value);
        if (found == rows_.end()) return std::nullopt;
        return found->second.entry;
    }
    void set(const proto::ActionId& id, Entry entry) { rows_[id.value].entry = std::move(entry); }

    base::Result<Claim> begin(const EntryKey& key, const std::string& owner,
                              const std::string& hash, Trail trail) override {
        auto claimed = claim(key, owner, hash, nullptr);
        if (claimed && claimed->kind == Claim::Kind::ours) rows_[key.action.value].entry.trail = trail;
        return claimed;
    }
    base::Result<Claim> close(const EntryKey& key, const std::string& owner,
                              const std::string& hash, const Final& end) override {
        return claim(key, owner, hash, &end);
    }
    base::Result<void> settle(const EntryKey& key, const std::string& owner,
                              const Final& end) override {
        return write(key, owner, end);
    }
    base::Result<void> reopen(const EntryKey& key, const std::string& owner) override {
        return write(key, owner, {State::open, {}, {}, {}});
    }
    base::Result<void> told(const EntryKey& key) override {
        if (away_) return away();
        const auto found = rows_.find(key.action.value);
        if (found != rows_.end() && is_end(found->second.entry.state)) {
            found->second.entry.told = true;
        }
        return {};
    }
    base::Result<std::optional<Entry>> find(const EntryKey& key) override {
        if (away_) return away();
        return entry(key.action);
    }
    base::Result<void> keep_url(const EntryKey& key, const std::string& url,
                                base::Duration life) override {
        if (away_) return away();
        urls_[key.action.value] = {url, clock_.now() + life};
        return {};
    }
    base::Result<std::optional<std::string>> url_of(const EntryKey& key) override {
        if (away_) return away();
        const auto found = urls_.find(key.action.value);
        if (found == urls_.end() || found->second.second <= clock_.now()) {
            return std::optional<std::string>{};
        }
        return std::optional<std::string>{found->second.first};
    }
    base::Time forgot_at() const override { return forgot_at_; }

private:
    struct Row {
        Entry entry;
        std::string owner, hash;
        base::Time lease_until{};
    };
    static bool is_end(State state) {
        return state != State::open && state != State::sending && state != State::unknown;
    }
    static base::Error away() { return base::Error::later("redis_away"); }
    template <class T>
    base::Result<T> answered(T value) {
        if (std::exchange(lose_, false)) return base::Error::unknown("redis_lost");
        return value;
    }

    base::Result<Claim> claim(const EntryKey& key, const std::string& owner,
                              const std::string& hash, const Final* end) {
        if (away_) return away();
        Row& row = rows_[key.action.value];
        Entry& entry = row.entry;
        const bool mine = row.owner == owner;
        if (row.hash.empty()) row.hash = hash;
        entry.same_payload = row.hash == hash;
        const auto left = row.lease_until - clock_.now();
        if (entry.state == State::open || (entry.state == State::sending && mine)) {
            row.owner = owner;
            if (end) {
                entry.state = end->state;
                entry.error = end->error;
            } else {
                if (entry.state == State::open) {
                    ++entry.attempts;
                    entry.sent_at = clock_.now();
                }
                entry.state = State::sending;
                row.lease_until = clock_.now() + lease;
            }
            return answered(Claim{Claim::Kind::ours, entry, {}});
        }
        if (is_end(entry.state)) return answered(Claim{Claim::Kind::settled, entry, {}});
        if (left > left.zero() && !mine) return answered(Claim{Claim::Kind::busy, entry, left});
        entry.state = State::unknown;
        row.owner = owner;
        row.lease_until = clock_.now() + lease;
        return answered(Claim{Claim::Kind::unsure, entry, {}});
    }

    base::Result<void> write(const EntryKey& key, const std::string& owner, const Final& end) {
        if (away_) return away();
        Row& row = rows_[key.action.value];
        if (row.owner != owner) return base::Error::never("not_ours");
        row.entry.state = end.state;
        row.entry.ts = end.ts;
        row.entry.channel = end.channel;
        row.entry.error = end.error;
        if (std::exchange(lose_, false)) return base::Error::unknown("redis_lost");
        return {};
    }

    const base::Clock& clock_;
    std::map<std::string, Row> rows_;
    std::map<std::string, std::pair<std::string, base::Time>> urls_;
    bool away_ = false, lose_ = false;
    base::Time forgot_at_{};
};

}  // namespace poster
