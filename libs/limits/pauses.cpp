#include "libs/limits/pauses.hpp"

namespace limits {
namespace {

constexpr const char* pauses_key = "pauses";
constexpr char between = '|';  // in no id of Slack's

// ARGV: field, ms from now (0: without end), reason.
const char* const set_text = R"lua(
local clock = redis.call('TIME')
local ends = tonumber(ARGV[2])
if ends > 0 then ends = ends + clock[1] * 1000 + math.floor(clock[2] / 1000) end
redis.call('HSET', KEYS[1], ARGV[1], string.format('%.0f|', ends) .. ARGV[3])
return 1
)lua";

// Answers field, reason, ms left (0: without end), and so on.
const char* const all_text = R"lua(
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local kept = redis.call('HGETALL', KEYS[1])
local said = {}
for i = 1, #kept, 2 do
  local ends, reason = string.match(kept[i + 1], '^(%d+)|(.*)$')
  ends = tonumber(ends or 0)
  if ends > 0 and ends <= now then
    redis.call('HDEL', KEYS[1], kept[i])
  else
    table.insert(said, kept[i])
    table.insert(said, reason or '')
    table.insert(said, ends > 0 and ends - now or 0)
  end
end
return said
)lua";

std::string field_of(const std::string& team, const std::string& channel) {
    return team + between + channel;
}

}  // namespace

base::Result<void> Pauses::set(const Pause& pause) {
    static const redis::Script script(set_text);
    const auto left = pause.left.value_or(base::Duration{0});
    const auto kept = redis_.run(
        script, {pauses_key},
        {field_of(pause.team, pause.channel), std::to_string(left.count()), pause.reason});
    if (!kept) return kept.error();
    return {};
}

base::Result<bool> Pauses::lift(const std::string& team, const std::string& channel) {
    const auto gone = redis_.command({"HDEL", pauses_key, field_of(team, channel)});
    if (!gone) return gone.error();
    return gone->integer() == 1;
}

base::Result<std::vector<Pause>> Pauses::all() {
    static const redis::Script script(all_text);
    const auto said = redis_.run(script, {pauses_key}, {});
    if (!said) return said.error();
    const auto& parts = said->items();
    std::vector<Pause> pauses;
    for (std::size_t i = 0; i + 2 < parts.size(); i += 3) {
        const auto& field = parts[i].text();
        const auto cut = field.find(between);
        if (cut == std::string::npos) continue;
        Pause pause{field.substr(0, cut), field.substr(cut + 1), parts[i + 1].text(), {}};
        if (const auto left = parts[i + 2].integer(); left > 0) pause.left = base::Duration{left};
        pauses.push_back(std::move(pause));
    }
    return pauses;
}

void KnownPauses::learn(const std::vector<Pause>& pauses) {
    base::Lock lock(mutex_);
    known_.clear();
    for (const auto& pause : pauses) {
        Known known{pause.reason, {}};
        if (pause.left) known.ends = clock_.steady() + *pause.left;
        known_[{pause.team, pause.channel}] = std::move(known);
    }
}

std::optional<std::string> KnownPauses::reason(const std::string& team,
                                               const std::string& channel) const {
    base::Lock lock(mutex_);
    if (known_.empty()) return std::nullopt;
    const std::pair<std::string, std::string> scopes[] = {
        {team, channel}, {"", channel}, {team, ""}, {"", ""}};
    for (const auto& scope : scopes) {
        const auto found = known_.find(scope);
        if (found == known_.end()) continue;
        if (!found->second.ends || clock_.steady() < *found->second.ends) {
            return found->second.reason;
        }
    }
    return std::nullopt;
}

}  // namespace limits
