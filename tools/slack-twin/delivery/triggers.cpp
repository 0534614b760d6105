#include "tools/slack-twin/delivery/triggers.hpp"

#include "libs/crypto/hash.hpp"

namespace twin {

std::string Triggers::mint(Trigger what) {
    if (made_.size() == kMaxTriggers) made_.erase(made_.begin());
    const base::Time now = clock_.now();
    std::string id = std::to_string(now.time_since_epoch().count()) + "." +
                     std::to_string(crypto::random_u64() % 1'000'000'000'000ULL) + "." +
                     crypto::random_hex(16);
    made_.emplace(id, Entry{std::move(what), now});
    return id;
}

base::Result<Trigger> Triggers::exchange(const std::string& id) {
    const auto found = made_.find(id);
    if (found == made_.end()) return base::Error::never("invalid_trigger_id");
    Entry& entry = found->second;
    if (entry.used) return base::Error::never("exchanged_trigger_id");
    if (clock_.now() - entry.made > kLife) return base::Error::never("expired_trigger_id");
    entry.used = true;
    return entry.what;
}

}  // namespace twin
