// trigger_ids: a member's click, good for opening one view soon after it.
#pragma once

#include <map>
#include <string>

#include "libs/base/clock.hpp"
#include "libs/base/result.hpp"

namespace twin {

// Who clicked, and where: `view` is the modal they clicked in, `channel` the conversation they were
// in; empty for none.
struct Trigger {
    std::string user, channel, view;
};

// docs.slack.dev "Modals": a trigger_id lives 3 s and is good once. At most kMaxTriggers are kept,
// then the oldest go (and are invalid). Used by one thread.
class Triggers {
public:
    static constexpr base::Duration kLife{3000};
    static constexpr std::size_t kMaxTriggers = 20'000;

    explicit Triggers(const base::Clock& clock) : clock_(clock) {}

    std::string mint(Trigger what);
    // Uses it up. Errors (never): invalid_trigger_id, exchanged_trigger_id (used before),
    // expired_trigger_id.
    base::Result<Trigger> exchange(const std::string& id);
    void reset() { made_.clear(); }

private:
    struct Entry {
        Trigger what;
        base::Time made;
        bool used = false;
    };
    const base::Clock& clock_;
    std::map<std::string, Entry> made_;  // ids begin with their time: the oldest is first
};

}  // namespace twin
