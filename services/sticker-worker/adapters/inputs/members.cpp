#include "services/sticker-worker/adapters/inputs/members.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "services/sticker-worker/adapters/inputs/inputs_json.hpp"

namespace worker {
namespace {

constexpr std::chrono::milliseconds call_limit{800};
constexpr base::Duration keep_for{600'000};
constexpr base::Duration leave_alone{5'000};
constexpr std::size_t most_kept = 1'000;

webapi::Config quick(webapi::Config config) {
    config.total_timeout = call_limit;
    config.connect_timeout = std::min(config.connect_timeout, call_limit);
    return config;
}

std::string text_at(const nlohmann::json& json, const char* name) {
    const auto found = json.find(name);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// https://docs.slack.dev/reference/methods/users.info: display_name may be empty, real_name is not.
base::Result<Member> member_in(const std::string& body) {
    const auto json = nlohmann::json::parse(body, nullptr, false);
    const auto user = json.is_object() ? json.find("user") : json.end();
    if (!json.is_object() || user == json.end() || !user->is_object()) {
        return base::Error::later("no_user_in_answer");
    }
    const auto found = user->find("profile");
    const auto profile =
        found != user->end() && found->is_object() ? *found : nlohmann::json::object();
    Member member;
    member.known = true;
    member.locale = text_at(*user, "locale");
    for (const char* name : {"display_name", "real_name"}) {
        if (member.name.empty()) member.name = text_at(profile, name);
    }
    if (member.name.empty()) member.name = text_at(*user, "name");
    member.image_url = text_at(profile, "image_72");
    return member;
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
            keep(key, *member);
            return *member;
        }
    }
    auto told = ask(team, user);
    if (!told) return {};
    keep(key, *told);
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
        return member_in(answer->body);
    }
    figures_.member_read(answer.error().code);
    ask_again_ = clock_.steady() + std::max(leave_alone, answer.error().wait);
    return answer.error();
}

void Members::keep(const std::string& key, const Member& member) {
    if (kept_.size() >= most_kept) kept_.clear();
    kept_[key] = {member, clock_.steady() + keep_for};
}

}  // namespace worker
