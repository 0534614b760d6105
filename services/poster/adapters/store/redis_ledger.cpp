#include "services/poster/adapters/store/redis_ledger.hpp"

#include <array>
#include <string_view>
#include <utility>

namespace poster {
namespace {

constexpr std::array<std::string_view, 7> states{"open",    "sending", "unknown", "sent",
                                                 "refused", "expired", "parked"};
constexpr const char* no_trail = "none";
constexpr const char* open_ttl_ms = "86400000";    // 24 h
constexpr const char* final_ttl_ms = "691200000";  // 8 d

std::string text_of(State state) { return std::string(states[static_cast<std::size_t>(state)]); }

State state_of(std::string_view text) {
    for (std::size_t i = 0; i < states.size(); ++i) {
        if (states[i] == text) return static_cast<State>(i);
    }
    return State::unknown;  // written by a newer build: nothing is posted on a guess
}

// ARGV: owner, lease ms, payload hash, wish ("sending" or an end), its error, TTL open, TTL ended,
// trail. Answers kind, st, att, lease left, ts, ch, err, told, t_send, same payload, trail.
const char* const claim_text = R"lua(
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local e = redis.call('HMGET', KEYS[1], 'st', 'att', 'own', 'lease', 'h', 'ts', 'ch', 'err', 'told', 't_send', 'tr')
local st, att, mine = e[1] or 'open', tonumber(e[2] or 0), e[3] == ARGV[1]
local left = tonumber(e[4] or 0) - now
local kind
if st == 'open' or (st == 'sending' and mine) then
  kind = 'ours'
  if ARGV[4] == 'sending' then
    if st == 'open' then
      att = att + 1
      redis.call('HSET', KEYS[1], 't_send', string.format('%.0f', now))
    end
    redis.call('HSET', KEYS[1], 'st', 'sending', 'att', att, 'own', ARGV[1],
               'lease', string.format('%.0f', now + ARGV[2]), 'tr', ARGV[8])
    redis.call('PEXPIRE', KEYS[1], ARGV[6])
  else
    redis.call('HSET', KEYS[1], 'st', ARGV[4], 'att', att, 'own', ARGV[1], 'err', ARGV[5])
    redis.call('PEXPIRE', KEYS[1], ARGV[7])
  end
  redis.call('HSETNX', KEYS[1], 'h', ARGV[3])
elseif st == 'sent' or st == 'refused' or st == 'expired' or st == 'parked' then
  kind = 'settled'
elseif left > 0 and not mine then
  kind = 'busy'
else
  kind = 'unsure'
  redis.call('HSET', KEYS[1], 'st', 'unknown', 'own', ARGV[1],
             'lease', string.format('%.0f', now + ARGV[2]))
  redis.call('PEXPIRE', KEYS[1], ARGV[6])
end
local same = (not e[5] or e[5] == ARGV[3]) and 1 or 0
return {kind, st, att, left, e[6] or '', e[7] or '', e[8] or '', e[9] or '', e[10] or '0', same, e[11] or ''}
)lua";

// ARGV: owner, new state, ts, ch, err, TTL. Answers 1, or 0 when the entry is not the owner's.
const char* const write_text = R"lua(
if redis.call('HGET', KEYS[1], 'own') ~= ARGV[1] then return 0 end
redis.call('HSET', KEYS[1], 'st', ARGV[2], 'ts', ARGV[3], 'ch', ARGV[4], 'err', ARGV[5])
redis.call('PEXPIRE', KEYS[1], ARGV[6])
return 1
)lua";

// Not of what a store that forgot the end takes for unsent: nobody would end it again.
const char* const told_text = R"lua(
local st = redis.call('HGET', KEYS[1], 'st')
if st == 'sent' or st == 'refused' or st == 'expired' or st == 'parked' then
  redis.call('HSET', KEYS[1], 'told', '1')
end
return 1
)lua";

const redis::Script& claim_script() {
    static const redis::Script script(claim_text);
    return script;
}
const redis::Script& write_script() {
    static const redis::Script script(write_text);
    return script;
}
const redis::Script& told_script() {
    static const redis::Script script(told_text);
    return script;
}

base::Result<void> written(const base::Result<redis::Reply>& reply) {
    if (!reply) return reply.error();
    if (reply->integer() != 1) return base::Error::never("not_ours");
    return {};
}

// An entry of an older build says nothing: its posts bore their ids.
Trail trail_from(std::string_view text) {
    return text == no_trail ? Trail::none : Trail::metadata;
}

base::Time time_of(std::int64_t ms) { return base::Time{base::Duration{ms}}; }

}  // namespace

RedisLedger::RedisLedger(redis::Client& redis, std::string prefix, Canary* canary)
    : redis_(redis), prefix_(std::move(prefix)), canary_(canary) {}

std::string RedisLedger::name(const EntryKey& key) const {
    return prefix_ + "pi:{" + key.team.value + "}:" + key.action.value;
}

base::Result<Claim> RedisLedger::claim(const EntryKey& key, const std::string& owner,
                                       const std::string& payload_hash, const std::string& wish,
                                       const Final& end, Trail trail) {
    const auto reply = redis_.run(claim_script(), {name(key)},
                                  {owner, std::to_string(lease.count()), payload_hash, wish,
                                   end.error, open_ttl_ms, final_ttl_ms,
                                   trail == Trail::none ? no_trail : "metadata"});
    if (!reply) return reply.error();
    const auto& parts = reply->items();
    if (parts.size() != 11) return base::Error::later("redis_away", "a strange answer");
    Claim claim;
    const auto& kind = parts[0].text();
    claim.kind = kind == "ours"      ? Claim::Kind::ours
                 : kind == "busy"    ? Claim::Kind::busy
                 : kind == "settled" ? Claim::Kind::settled
                                     : Claim::Kind::unsure;
    claim.wait = base::Duration{parts[3].integer()};
    auto& entry = claim.entry;
    entry.state = state_of(parts[1].text());
    entry.attempts = static_cast<int>(parts[2].integer());
    entry.ts = parts[4].text();
    entry.channel = parts[5].text();
    entry.error = parts[6].text();
    entry.told = !parts[7].text().empty();
    entry.sent_at = time_of(parts[8].integer());
    entry.same_payload = parts[9].integer() == 1;
    entry.trail = trail_from(parts[10].text());
    if (claim.kind == Claim::Kind::ours && canary_) {
        // After the claim: a store that lost the claim has lost this as well.
        if (const auto sung = canary_->sing(); !sung) return sung.error();
    }
    return claim;
}

base::Result<Claim> RedisLedger::begin(const EntryKey& key, const std::string& owner,
                                       const std::string& payload_hash, Trail trail) {
    return claim(key, owner, payload_hash, text_of(State::sending), {}, trail);
}

base::Result<Claim> RedisLedger::close(const EntryKey& key, const std::string& owner,
                                       const std::string& payload_hash, const Final& end) {
    return claim(key, owner, payload_hash, text_of(end.state), end, Trail::metadata);
}

base::Time RedisLedger::forgot_at() const { return canary_ ? canary_->fell_at() : base::Time{}; }

base::Result<void> RedisLedger::settle(const EntryKey& key, const std::string& owner,
                                       const Final& end) {
    return written(
        redis_.run(write_script(), {name(key)},
                   {owner, text_of(end.state), end.ts, end.channel, end.error, final_ttl_ms}));
}

base::Result<void> RedisLedger::reopen(const EntryKey& key, const std::string& owner) {
    return written(redis_.run(write_script(), {name(key)},
                              {owner, text_of(State::open), "", "", "", open_ttl_ms}));
}

base::Result<void> RedisLedger::told(const EntryKey& key) {
    return written(redis_.run(told_script(), {name(key)}, {}));
}

base::Result<void> RedisLedger::keep_url(const EntryKey& key, const std::string& url,
                                         base::Duration life) {
    const auto kept =
        redis_.command({"SET", name(key) + ":url", url, "PX", std::to_string(life.count())});
    if (!kept) return kept.error();
    return {};
}

base::Result<std::optional<std::string>> RedisLedger::url_of(const EntryKey& key) {
    const auto kept = redis_.command({"GET", name(key) + ":url"});
    if (!kept) return kept.error();
    if (kept->is_nil()) return std::optional<std::string>{};
    return std::optional<std::string>{kept->text()};
}

base::Result<std::optional<Entry>> RedisLedger::find(const EntryKey& key) {
    const auto reply =
        redis_.command({"HMGET", name(key), "st", "att", "ts", "ch", "err", "told", "t_send"});
    if (!reply) return reply.error();
    const auto& parts = reply->items();
    if (parts.size() != 7 || parts[0].is_nil()) return std::optional<Entry>{};
    Entry entry;
    entry.state = state_of(parts[0].text());
    entry.attempts = static_cast<int>(parts[1].integer());
    entry.ts = parts[2].text();
    entry.channel = parts[3].text();
    entry.error = parts[4].text();
    entry.told = !parts[5].text().empty();
    entry.sent_at = time_of(parts[6].integer());
    return std::optional<Entry>{std::move(entry)};
}

}  // namespace poster
