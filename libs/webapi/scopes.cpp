#include "libs/webapi/scopes.hpp"

#include <algorithm>

namespace webapi {
namespace {

bool lists(std::string_view listed, std::string_view scope) {
    while (!listed.empty()) {
        const auto comma = std::min(listed.find(','), listed.size());
        auto one = listed.substr(0, comma);
        while (!one.empty() && one.front() == ' ') one.remove_prefix(1);
        while (!one.empty() && one.back() == ' ') one.remove_suffix(1);
        if (one == scope) return true;
        listed.remove_prefix(std::min(comma + 1, listed.size()));
    }
    return false;
}

}  // namespace

bool grants(std::string_view listed, std::string_view scope) {
    return listed.empty() || lists(listed, scope);
}

Scopes::Known& Scopes::of(const std::string& team) {
    if (teams_.size() >= most_teams && teams_.count(team) == 0) teams_.clear();
    return teams_[team];
}

void Scopes::learn(const std::string& team, const std::string& listed) {
    base::Lock lock(mutex_);
    Known& known = of(team);
    if (listed.empty()) return;
    known.listed = listed;
    if (lists(listed, known.lacking)) known.lacking.clear();
}

void Scopes::lacks(const std::string& team, const std::string& scope) {
    base::Lock lock(mutex_);
    of(team).lacking = scope;
}

std::optional<bool> Scopes::granted(const std::string& team, const std::string& scope) const {
    base::Lock lock(mutex_);
    const auto found = teams_.find(team);
    if (found == teams_.end()) return std::nullopt;
    const Known& known = found->second;
    if (known.lacking == scope) return false;
    return grants(known.listed, scope);
}

}  // namespace webapi
