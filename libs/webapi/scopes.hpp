// What each workspace's token may do, as Slack's own answers tell.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "libs/base/mutex.hpp"

namespace webapi {

// Whether `listed` (Answer::scopes: "chat:write,commands", with or without spaces) allows `scope`.
// An empty list says nothing against any.
bool grants(std::string_view listed, std::string_view scope);

// Slack lists a token's scopes in the header x-oauth-scopes of each answer of the Web API. Where an
// optional scope is missing some calls are not refused but silently do less (chat.postMessage
// leaves out `username` without chat:write.customize), so one has to know. Thread-safe; remembers
// `most_teams`, then begins anew.
class Scopes {
public:
    static constexpr std::size_t most_teams = 4096;

    // `listed`: Answer::scopes. An answer without a list (empty) says nothing against any scope,
    // and nothing new where a list is known.
    void learn(const std::string& team, const std::string& listed);
    // Slack has refused a call for want of it (missing_scope): so it is until an answer lists it.
    void lacks(const std::string& team, const std::string& scope);
    // Nothing: no answer for this team yet.
    std::optional<bool> granted(const std::string& team, const std::string& scope) const;

private:
    struct Known {
        std::string listed, lacking;
    };
    Known& of(const std::string& team) REQUIRES(mutex_);

    mutable base::Mutex mutex_;
    std::map<std::string, Known> teams_ GUARDED_BY(mutex_);
};

}  // namespace webapi
