// The store in memory: ledger, guards, members' settings and limiter clocks, which die together and
// forget together.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "libs/limits/local_limiter.hpp"
#include "services/poster/core/ports.hpp"
#include "services/sticker-worker/core/ports.hpp"
#include "tests/simulation/ground/ground.hpp"
#include "tests/unit/poster/ledger/fake_ledger.hpp"

namespace simulation {

// Every call to it may fail, or be done and its answer lost. What it has forgotten is at least its
// last second, and all of the limiter.
class Store {
public:
    explicit Store(Ground& ground);

    bool away() const { return ground_.clock.now() < away_until_; }
    void stay_away(base::Duration span);
    void lose_last_second();
    base::Time forgot_at() const { return forgot_at_; }  // the epoch: never

    // One call of one client. False: it does not reach the store. `answered` false: nobody hears.
    bool reach(bool& answered);
    poster::FakeLedger& ledger();
    limits::LocalLimiter& limiter() { return *limiter_; }
    // The reply that was given; nothing: no effect yet.
    std::optional<std::string> applied(const std::string& source) const;
    // All of it, or nothing where that source has had its effect.
    void apply(const worker::Effect& effect);
    worker::Settings settings_of(const std::string& user) const;

private:
    void keep_a_copy();

    Ground& ground_;
    base::Time away_until_{}, forgot_at_{}, touched_at_{};
    std::unique_ptr<poster::FakeLedger> ledger_;
    std::deque<std::pair<base::Time, std::unique_ptr<poster::FakeLedger>>> copies_;
    std::unique_ptr<limits::LocalLimiter> limiter_;
    std::map<std::string, std::pair<base::Time, worker::Effect>> effects_;  // by source
};

// The ledger as a poster reaches it.
class StoredLedger final : public poster::Ledger {
public:
    explicit StoredLedger(Store& store) : store_(store) {}

    base::Result<poster::Claim> begin(const poster::EntryKey& key, const std::string& owner,
                                      const std::string& hash, poster::Trail trail) override {
        return through<poster::Claim>([&](auto& at) { return at.begin(key, owner, hash, trail); });
    }
    base::Result<poster::Claim> close(const poster::EntryKey& key, const std::string& owner,
                                      const std::string& hash, const poster::Final& end) override {
        return through<poster::Claim>([&](auto& at) { return at.close(key, owner, hash, end); });
    }
    base::Result<void> settle(const poster::EntryKey& key, const std::string& owner,
                              const poster::Final& end) override {
        return through<void>([&](auto& at) { return at.settle(key, owner, end); });
    }
    base::Result<void> reopen(const poster::EntryKey& key, const std::string& owner) override {
        return through<void>([&](auto& at) { return at.reopen(key, owner); });
    }
    base::Result<void> told(const poster::EntryKey& key) override {
        return through<void>([&](auto& at) { return at.told(key); });
    }
    base::Result<std::optional<poster::Entry>> find(const poster::EntryKey& key) override {
        return through<std::optional<poster::Entry>>([&](auto& at) { return at.find(key); });
    }
    base::Result<void> keep_url(const poster::EntryKey& key, const std::string& url,
                                base::Duration life) override {
        return through<void>([&](auto& at) { return at.keep_url(key, url, life); });
    }
    base::Result<std::optional<std::string>> url_of(const poster::EntryKey& key) override {
        return through<std::optional<std::string>>([&](auto& at) { return at.url_of(key); });
    }
    base::Time forgot_at() const override { return store_.forgot_at(); }

private:
    template <class T, class Call>
    base::Result<T> through(Call&& call) {
        bool answered = true;
        if (!store_.reach(answered)) return base::Error::later("redis_away");
        base::Result<T> result = call(store_.ledger());
        if (!answered) return base::Error::unknown("redis_lost");
        return result;
    }
    Store& store_;
};

class StoredGuards final : public worker::Guards {
public:
    explicit StoredGuards(Store& store) : store_(store) {}
    std::optional<std::string> applied(const std::string& source_id) override {
        bool answered = true;
        if (!store_.reach(answered) || !answered) return std::nullopt;
        return store_.applied(source_id);
    }
    base::Result<void> apply(const worker::Effect& effect) override {
        bool answered = true;
        if (!store_.reach(answered)) return base::Error::later("redis_away");
        store_.apply(effect);
        if (!answered) return base::Error::unknown("redis_lost");
        return {};
    }
    // Nothing: the store is away.
    std::optional<worker::Settings> settings_of(const proto::UserId& user) {
        bool answered = true;
        if (!store_.reach(answered) || !answered) return std::nullopt;
        return store_.settings_of(user.value);
    }

private:
    Store& store_;
};

// The limiter in the store, whose rule is the local one's (both are held to one contract).
class StoredLimiter final : public limits::Limiter {
public:
    explicit StoredLimiter(Store& store) : store_(store) {}
    base::Result<limits::Reservation> reserve(const std::vector<limits::Bucket>& buckets) override {
        bool answered = true;
        if (!store_.reach(answered)) return base::Error::later("redis_away");
        auto reserved = store_.limiter().reserve(buckets);
        if (!answered) return base::Error::unknown("redis_lost");
        return reserved;
    }
    base::Result<void> block(const std::string& key, base::Duration wait) override {
        bool answered = true;
        if (!store_.reach(answered)) return base::Error::later("redis_away");
        return store_.limiter().block(key, wait);
    }

private:
    Store& store_;
};

}  // namespace simulation
