#include "services/sticker-worker/adapters/inputs/member_state.hpp"

#include <charconv>
#include <cmath>
#include <cstdlib>

#include "services/sticker-worker/adapters/inputs/inputs_json.hpp"

namespace worker {
namespace {

constexpr double hundredths = 100;

// "2.5000@1760000000000", halved once a half-life, in hundredths; 0 where it is none.
double decayed(const std::string& kept, base::Time now) {
    const std::size_t sign = kept.find('@');
    if (sign == std::string::npos) return 0;
    std::int64_t at = 0;
    std::from_chars(kept.data() + sign + 1, kept.data() + kept.size(), at);
    const double count = std::strtod(kept.c_str(), nullptr);
    const double age = static_cast<double>(now.time_since_epoch().count() - at);
    const double left = count * std::exp2(-age / static_cast<double>(use_half_life.count()));
    return std::isfinite(left) ? std::floor(left * hundredths) / hundredths : 0;
}

}  // namespace

std::string settings_key(const proto::TeamId& team, const proto::UserId& user) {
    return "state:settings:" + team.value + ":" + user.value;
}
std::string uses_key(const proto::TeamId& team, const proto::UserId& user) {
    return "state:uses:" + team.value + ":" + user.value;
}

std::optional<Settings> MemberState::settings(const proto::TeamId& team,
                                              const proto::UserId& user) {
    const auto kept = redis_.command({"GET", settings_key(team, user)});
    if (!kept) return std::nullopt;
    if (kept->is_nil()) return Settings{};
    return settings_from_json(kept->text()).value_or(Settings{});
}

Uses MemberState::uses(const proto::TeamId& team, const proto::UserId& user, base::Time now) {
    Uses uses;
    const auto kept = redis_.command({"HGETALL", uses_key(team, user)});
    if (!kept) return uses;
    const auto& fields = kept->items();
    for (std::size_t i = 0; i + 1 < fields.size(); i += 2) {
        const double count = decayed(fields[i + 1].text(), now);
        if (count > 0) uses[fields[i].text()] = count;
    }
    return uses;
}

}  // namespace worker
