// The fakes for several threads: one lock around all calls.
#pragma once

#include <vector>

#include "libs/base/mutex.hpp"
#include "tests/unit/poster/fakes.hpp"

namespace poster {

class LockedLedger final : public Ledger {
public:
    explicit LockedLedger(const base::Clock& clock) : inner_(clock) {}
    base::Result<Claim> begin(const EntryKey& key, const std::string& owner,
                              const std::string& hash, Trail trail) override {
        base::Lock lock(mutex_);
        return inner_.begin(key, owner, hash, trail);
    }
    base::Result<Claim> close(const EntryKey& key, const std::string& owner,
                              const std::string& hash, const Final& end) override {
        base::Lock lock(mutex_);
        return inner_.close(key, owner, hash, end);
    }
    base::Result<void> settle(const EntryKey& key, const std::string& owner,
                              const Final& end) override {
        base::Lock lock(mutex_);
        return inner_.settle(key, owner, end);
    }
    base::Result<void> reopen(const EntryKey& key, const std::string& owner) override {
        base::Lock lock(mutex_);
        return inner_.reopen(key, owner);
    }
    base::Result<void> told(const EntryKey& key) override {
        base::Lock lock(mutex_);
        return inner_.told(key);
    }
    base::Result<std::optional<Entry>> find(const EntryKey& key) override {
        base::Lock lock(mutex_);
        return inner_.find(key);
    }
    base::Result<void> keep_url(const EntryKey& key, const std::string& url,
                                base::Duration life) override {
        base::Lock lock(mutex_);
        return inner_.keep_url(key, url, life);
    }
    base::Result<std::optional<std::string>> url_of(const EntryKey& key) override {
        base::Lock lock(mutex_);
        return inner_.url_of(key);
    }
    base::Time forgot_at() const override {
        base::Lock lock(mutex_);
        return inner_.forgot_at();
    }

private:
    mutable base::Mutex mutex_;
    FakeLedger inner_ GUARDED_BY(mutex_);
};

class LockedBus final : public Bus {
public:
    base::Result<void> outcome(const proto::Outcome& outcome) override {
        base::Lock lock(mutex_);
        return inner_.outcome(outcome);
    }
    base::Result<void> action(const proto::Action& action) override {
        base::Lock lock(mutex_);
        return inner_.action(action);
    }
    base::Result<void> dead_letter(const proto::Wire& wire, const proto::DeadNote& note) override {
        base::Lock lock(mutex_);
        return inner_.dead_letter(wire, note);
    }
    std::size_t outcomes() const {
        base::Lock lock(mutex_);
        return inner_.outcomes.size();
    }
    std::vector<proto::DeadNote> dead() const {
        base::Lock lock(mutex_);
        return inner_.dead;
    }
    void go_away() {
        base::Lock lock(mutex_);
        inner_.go_away();
    }

private:
    mutable base::Mutex mutex_;
    FakeBus inner_ GUARDED_BY(mutex_);
};

}  // namespace poster
