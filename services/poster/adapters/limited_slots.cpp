#include "services/poster/adapters/limited_slots.hpp"

namespace poster {
namespace {

limits::Use use_of(const Load& load) {
    return {load.team.value, load.channel.value, load.method, load.posts, load.by_token, load.url};
}

Slot slot_of(const limits::Reservation& reservation) {
    return {reservation.granted, reservation.delay};
}

double seconds(base::Duration duration) { return static_cast<double>(duration.count()) / 1000; }

}  // namespace

LimitedSlots::LimitedSlots(limits::Limiter& shared, limits::Limiter& own,
                           limits::Throttles& throttles, const limits::KnownPauses& pauses,
                           int posts_per_minute, telemetry::Log& log, telemetry::Metrics& metrics)
    : shared_(shared),
      own_(own),
      throttles_(throttles),
      pauses_(pauses),
      posts_per_minute_(posts_per_minute),
      log_(log),
      retry_after_(metrics.histogram("slack_retry_after_seconds", "Retry-After of Slack's 429s",
                                     {1, 2, 5, 10, 30, 60, 300})),
      holds_(metrics.counter("poster_team_holds_total",
                             "Times that a team was held because its token is dead")) {}

base::Result<Slot> LimitedSlots::reserve(const Load& load) {
    const auto reserved = shared_.reserve(limits::buckets_for(use_of(load), posts_per_minute_));
    if (!reserved) return reserved.error();
    return slot_of(*reserved);
}

Slot LimitedSlots::reserve_alone(const Load& load) {
    const auto reserved = own_.reserve(limits::buckets_for(use_of(load), posts_per_minute_));
    return slot_of(reserved.value_or(limits::Reservation{}));
}

void LimitedSlots::throttled(const Load& load, base::Duration wait) {
    retry_after_.observe(seconds(wait));
    for (const auto& key : throttles_.keys_to_block(use_of(load))) {
        block(key, wait);
        log_.warn("slack_throttled",
                  {{"method", load.method}, {"bucket", key}, {"wait_ms", wait.count()}});
    }
}

void LimitedSlots::hold(const proto::TeamId& team, base::Duration wait) {
    holds_.add();
    log_.error("token_dead",
               {{"team", team.value},
                {"why", "Slack refuses this team's bot token; nothing is posted for it"},
                {"again_in_ms", wait.count()}});
    block(limits::token_key(team.value), wait);
}

std::optional<Pause> LimitedSlots::paused(const proto::TeamId& team,
                                          const proto::ChannelId& channel) const {
    const auto reason = pauses_.reason(team.value, channel.value);
    return reason ? std::optional<Pause>(Pause{*reason}) : std::nullopt;
}

void LimitedSlots::block(const std::string& key, base::Duration wait) {
    (void)own_.block(key, wait).ok();
    if (const auto blocked = shared_.block(key, wait); !blocked) {
        log_.warn("block_not_shared", {{"bucket", key}, {"error", blocked.error().message()}});
    }
}

}  // namespace poster
