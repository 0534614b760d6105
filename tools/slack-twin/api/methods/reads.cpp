// users.info, emoji.list, conversations.info and .open, auth.test and apps.connections.open.
#include "tools/slack-twin/api/methods/methods.hpp"
#include "tools/slack-twin/delivery/payloads.hpp"

namespace twin {
namespace {

Json user_json(const Workspace& workspace, const Member& member, bool locale) {
    const bool korean = member.locale == "ko-KR";
    const std::string image = workspace.origin + member.image;
    Json user{{"id", member.id},
              {"team_id", kTeam},
              {"name", member.handle},
              {"deleted", false},
              {"real_name", member.name},
              {"tz", korean ? "Asia/Seoul" : "America/New_York"},
              {"tz_offset", korean ? 32400 : -18000},
              {"profile", Json{{"real_name", member.name},
                               {"display_name", member.name},
                               {"image_24", image},
                               {"image_48", image},
                               {"image_72", image},
                               {"image_192", image},
                               {"team", kTeam}}},
              {"is_admin", member.admin},
              {"is_owner", false},
              {"is_primary_owner", false},
              {"is_restricted", false},
              {"is_ultra_restricted", false},
              {"is_bot", false},
              {"is_app_user", false},
              {"updated", 0}};
    if (locale) user["locale"] = member.locale;
    return user;
}

}  // namespace

CallAnswer users_info(Workspace& workspace, const Json& args) {
    const Member* member = workspace.world.member(text_of(args, "user"));
    if (!member) return CallAnswer::failure("user_not_found");
    return CallAnswer::success(
        {{"user", user_json(workspace, *member, flag_of(args, "include_locale", false))}});
}

CallAnswer conversations_info(Workspace& workspace, const Json& args) {
    const Channel* channel = workspace.world.channel(text_of(args, "channel"));
    if (!channel || (channel->type != ChannelType::open && !channel->has(kBotUser)))
        return CallAnswer::failure("channel_not_found");
    const bool direct = channel->type == ChannelType::direct;
    Json json{{"id", channel->id}};
    if (direct)
        json["user"] = channel->members.front();
    else
        json["name"] = channel->name;
    json["is_channel"] = channel->type == ChannelType::open;
    json["is_group"] = channel->type == ChannelType::secret;
    json["is_im"] = direct;
    json["is_private"] = channel->type != ChannelType::open;
    json["is_archived"] = false;
    json["is_member"] = channel->has(kBotUser);
    return CallAnswer::success({{"channel", std::move(json)}});
}

// The app's DM with one member; groups of several are not part of this world.
CallAnswer conversations_open(Workspace& workspace, const Json& args) {
    const std::string user = text_of(args, "users");
    if (!workspace.world.member(user)) return CallAnswer::failure("user_not_found");
    const Channel& channel = workspace.world.direct(user, kBotUser);
    return CallAnswer::success({{"channel", Json{{"id", channel.id}}}});
}

// Says back what it was told; with `error` that error.
CallAnswer api_test(Workspace&, const Json& args) {
    Json members = Json::object();
    if (!args.empty()) members["args"] = args;
    const std::string error = text_of(args, "error");
    return error.empty() ? CallAnswer::success(std::move(members))
                         : CallAnswer::failure(error, std::move(members));
}

CallAnswer auth_test(Workspace& workspace, const Json&) {
    return CallAnswer::success({{"url", workspace.origin + "/"},
                                {"team", kTeamName},
                                {"user", kBotName},
                                {"team_id", kTeam},
                                {"user_id", kBotUser},
                                {"bot_id", kBot},
                                {"app_id", kApp},
                                {"is_enterprise_install", false}});
}

// While Socket Mode is off a url is still given: its connection is told link_disabled, the one word
// that is documented for it.
CallAnswer apps_connections_open(Workspace& workspace, const Json&) {
    if (!workspace.transport) return CallAnswer::failure("internal_error");
    return CallAnswer::success(
        {{"url", workspace.transport->socket_url(workspace.tickets.mint())}});
}

CallAnswer emoji_list(Workspace&, const Json&) {
    return CallAnswer::success({{"emoji", Json::object()}, {"cache_ts", "0.0"}});
}

}  // namespace twin
