#include "services/sticker-worker/adapters/inputs/members.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "libs/slack/payload.hpp"
#include "libs/webapi/scopes.hpp"
#include "services/sticker-worker/adapters/inputs/inputs_json.hpp"

namespace worker {
namespace {

constexpr std::chrono::milliseconds call_limit{800};
constexpr base::Duration keep_for{600'000};
constexpr base::Duration keep_unknown_for{60'000};
constexpr base::Duration leave_alone{5'000};
constexpr std::size_t most_kept = 1'000;

webapi::Config quick(webapi::Config config) {
    config.total_timeout = call_limit;
    config.connect_timeout = std::min(config.connect_timeout, call_limit);
    return config;
}

// https://docs.slack.dev/reference/methods/users.info
base::Result<Member> member_in(const webapi::Answer& answer) {
    auto profile = slack::parse_profile(answer.body);
    if (!profile) return base::Error::later("no_user_in_answer");
    return Member{true, std::move(profile->locale), std::move(profile->name),
                  std::move(profile->image_url),
                  webapi::grants(answer.scopes, "chat:write.customize")};
}

}  // namespace

Members::Members(webapi::Config slack, installs::Tokens& tokens, RedisCache& cache,
                 const base::Clock& clock, Figures& figures)
    : slack_(quick(std::move(slack))),
      tokens_(tokens),
      cache_(cache),
      clock_(clock),
      figures_(figures) {}

Member Members::find(const proto::TeamId& team, const proto::UserId& user) {
    const std::string key = "member:" + team.value + ":" + user.value;
    const auto found = kept_.find(key);
    if (found != kept_.end() && found->second.until > clock_.steady()) return found->second.member;
    if (const auto cached = cache_.get(key)) {
        if (auto member = member_from_json(*cached)) {
            figures_.member_read("cache");
            keep(key, *member, keep_for);
            return *member;
        }
    }
    auto told = ask(team, user);
    if (!told) {
        // Slack has answered about this one, and asking again would change nothing.
        if (told.error().retry == base::Retry::never) keep(key, {}, keep_unknown_for);
        return {};
    }
    keep(key, *told, keep_for);
    cache_.put(key, member_to_json(*told));
    return *told;
}

base::Result<Member> Members::ask(const proto::TeamId& team, const proto::UserId& user) {
    if (clock_.steady() < ask_again_) return base::Error::later("left_alone");
    const auto token = tokens_.bot(team);
    if (!token) return token.error();
    const nlohmann::json arguments{{"user", user.value}, {"include_locale", true}};
    const auto answer = slack_.call("users.info", *token, arguments.dump());
    if (answer) {
        figures_.member_read("slack");
        return member_in(*answer);
    }
    figures_.member_read(answer.error().code);
    if (answer.error().retry != base::Retry::never) {
        ask_again_ = clock_.steady() + std::max(leave_alone, answer.error().wait);
    }
    return answer.error();
}

void Members::keep(const std::string& key, const Member& member, base::Duration how_long) {
    if (kept_.size() >= most_kept) kept_.clear();
    kept_[key] = {member, clock_.steady() + how_long};
}

}  // namespace worker
