#include "tools/slack-twin/world/seed.hpp"

namespace twin {

std::vector<Member> seed_members() {
    return {{"U0KIM", "김지민", "jimin", "ko-KR", "/avatar/U0KIM.svg", true},
            {"U0LEE", "Lee", "lee", "en-US", "/avatar/U0LEE.svg", false}};
}

std::vector<Channel> seed_channels() {
    return {{"C0GENERAL", "general", ChannelType::open, {"U0KIM", "U0LEE"}},
            {"C0TEAM", "team", ChannelType::open, {"U0KIM", "U0LEE", kBotUser}},
            {"G0SECRET", "secret", ChannelType::secret, {"U0KIM", "U0LEE"}},
            {"D0PAIR", "", ChannelType::direct, {"U0KIM", "U0LEE"}},
            {"D0BOT", kBotName, ChannelType::direct, {"U0KIM", kBotUser}}};
}

std::vector<Command> seed_commands() {
    return {{"/sticker", "[search] 고양이 · cat"}, {"/스티커", "[search] 고양이 · cat"}};
}

std::set<std::string> seed_scopes() {
    return {"commands",         "chat:write",     "chat:write.public", "chat:write.customize",
            "users:read",       "emoji:read",     "app_mentions:read", "im:history",
            "channels:history", "groups:history", "files:read"};
}

std::string describe_world() {
    std::string scopes;
    for (const std::string& scope : seed_scopes()) scopes += " " + scope;
    return "The world at start, always the same:\n"
           "  team      T0TWIN\n"
           "  members   U0KIM 김지민 (ko-KR, admin), U0LEE Lee (en-US)\n"
           "  app       A0TWIN, bot user U0BOT (stickerbot), bot B0BOT\n"
           "  channels  C0GENERAL (public, bot not a member), C0TEAM (public, bot a member),\n"
           "            G0SECRET (private, bot not a member), D0PAIR (DM of the two),\n"
           "            D0BOT (DM of Kim and the bot)\n"
           "  commands  /sticker, /스티커\n"
           "  tokens    xapp-1-A0TWIN-1-twin (app), xoxb-0-twin-0 (bot)\n"
           "  signing   twin-signing-secret\n"
           "  scopes   " +
           scopes +
           "\n"
           "  limits    1 message/s per channel, 450 messages/min in the workspace\n"
           "Control: POST /twin/say, press, world, faults, reset, reload, mode;\n"
           "         GET /twin/see?user=U&channel=C, /twin/ledger, /twin/world. Page: /\n";
}

}  // namespace twin
