// The ledger in Redis: one hash per action, every write one Lua script.
#pragma once

#include <string>
#include <vector>

#include "libs/redis/client.hpp"
#include "services/poster/adapters/store/canary.hpp"
#include "services/poster/core/ports.hpp"

namespace poster {

// Keys `pi:{team}:<action id>` with fields st, att, own, lease, h, t_send, tr, ts, ch, err, told; times
// in ms of Redis TIME, so replicas' clocks do not matter; `<key>:url` beside it while a
// response_url lives. TTL: open 24 h, ended 8 d (longer than the actions topic lives, so that a
// replay of it cannot post again). Thread-safe. Errors: those of redis::Client, and `not_ours`
// (never).
class RedisLedger final : public Ledger {
public:
    // `prefix` keeps another poster's records apart (shadow mode); "" for the one that posts.
    // With a canary every claim is followed by its song, so that no loss goes unseen.
    explicit RedisLedger(redis::Client& redis, std::string prefix = {}, Canary* canary = nullptr);

    base::Result<Claim> begin(const EntryKey& key, const std::string& owner,
                              const std::string& payload_hash, Trail trail) override;
    base::Result<Claim> close(const EntryKey& key, const std::string& owner,
                              const std::string& payload_hash, const Final& end) override;
    base::Result<void> settle(const EntryKey& key, const std::string& owner,
                              const Final& end) override;
    base::Result<void> reopen(const EntryKey& key, const std::string& owner) override;
    base::Result<void> told(const EntryKey& key) override;
    base::Result<std::optional<Entry>> find(const EntryKey& key) override;
    base::Result<void> keep_url(const EntryKey& key, const std::string& url,
                                base::Duration life) override;
    base::Result<std::optional<std::string>> url_of(const EntryKey& key) override;
    base::Time forgot_at() const override;

private:
    std::string name(const EntryKey& key) const;
    base::Result<Claim> claim(const EntryKey& key, const std::string& owner,
                              const std::string& payload_hash, const std::string& wish,
                              const Final& end, Trail trail);

    redis::Client& redis_;
    std::string prefix_;
    Canary* canary_;
};

}  // namespace poster
