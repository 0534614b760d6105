#include "tests/simulation/world/plan.hpp"

#include <array>

#include "proto/action.hpp"
#include "services/sticker-worker/core/press.hpp"
#include "services/sticker-worker/core/settings.hpp"

namespace simulation {
namespace {

constexpr int members = 3;
constexpr int burst_channels = 10;

Wish draw_wish(Chance& chance) {
    const int dice = chance.below(100);
    if (dice < 55) return Wish::send;
    if (dice < 69) return Wish::search;
    if (dice < 81) return Wish::mention;
    return dice < 92 ? Wish::direct : Wish::form;
}

Deed deed_of(int number, Wish wish, base::Duration at, const std::string& user,
             const std::string& channel) {
    Deed deed;
    deed.wish = wish;
    deed.at = at;
    deed.user = user;
    deed.channel = wish == Wish::direct ? "D" + user : channel;
    deed.trigger = "trigger." + std::to_string(number);
    deed.preview = "preview-" + std::to_string(number);
    deed.event_id = deed.is_event() ? "Ev" + std::to_string(number)
                                    : proto::intent_of_trigger(proto::TeamId(team), deed.trigger);
    return deed;
}

std::string quoted(const std::string& text) {
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') result += '\\';
        result += c;
    }
    return result + "\"";
}

std::string url_of(const Deed& deed) {
    return "https://hooks.slack.com/actions/T1/" + deed.trigger;
}

std::string command_payload(const Deed& deed) {
    return R"({"team_id":"T1","user_id":")" + deed.user + R"(","user_name":"kim","channel_id":")" +
           deed.channel +
           R"(","channel_name":"general","command":"/sticker","text":"search cat",)" +
           R"("response_url":")" + url_of(deed) + R"(","trigger_id":")" + deed.trigger + "\"}";
}

// [Send again] stands in the member's DM.
std::string value_of_again(const Deed& deed) {
    const auto send = proto::action_id(proto::TeamId(team), deed.preview, "send", 1);
    const auto notice = proto::action_id(proto::TeamId(team), send.value, "notice", 0);
    return worker::value_of(
        worker::Again{notice.value, send, sticker_id, proto::ChannelId(deed.channel), {}});
}

std::string press_payload(const Deed& deed) {
    const bool again = deed.wish == Wish::again;
    const std::string value = again
                                  ? value_of_again(deed)
                                  : worker::value_of(worker::Send{deed.preview, sticker_id, 1, {}});
    const std::string channel = again ? "D" + deed.user : deed.channel;
    const std::string button(again ? worker::button::again : worker::button::send);
    return R"({"type":"block_actions","team":{"id":"T1"},"user":{"id":")" + deed.user +
           R"(","username":"kim"},"channel":{"id":")" + channel +
           R"(","name":"general"},"container":{"type":"message","message_ts":"1.1","channel_id":")" +
           channel + R"("},"response_url":")" + url_of(deed) + R"(","trigger_id":")" +
           deed.trigger + R"(","actions":[{"type":"button","action_id":")" + button +
           R"(","value":)" + quoted(value) + "}]}";
}

std::string form_payload(const Deed& deed, const std::string& envelope_id) {
    const auto field = [](std::string_view block, const std::string& value) {
        return "\"" + std::string(block) + R"(":{"value":)" + value + "}";
    };
    const auto chosen = [](const std::string& value) {
        return R"({"type":"static_select","selected_option":{"value":")" + value + "\"}}";
    };
    const std::string number =
        R"({"type":"number_input","value":")" + std::to_string(deed.number) + "\"}";
    return R"({"type":"view_submission","team":{"id":"T1"},"user":{"id":")" + deed.user +
           R"(","username":"kim"},"trigger_id":")" + deed.trigger + "." + envelope_id +
           R"(","view":{"id":"V)" + deed.trigger + R"(","type":"modal","callback_id":")" +
           std::string(worker::form::callback_id) +
           R"(","blocks":[{"type":"input","block_id":"previews"}],"state":{"values":{)" +
           field(worker::form::previews, number) + "," +
           field(worker::form::language, chosen("slack")) + "," +
           field(worker::form::pack, chosen("-")) + "}}}}";
}

std::string event_payload(const Deed& deed) {
    const std::string about =
        deed.wish == Wish::mention
            ? R"({"type":"app_mention","text":"<@UBOT> cat","ts":"1.1","channel":")" + deed.channel
            : R"({"type":"message","channel_type":"im","text":"hi","ts":"1.1","channel":")" +
                  deed.channel;
    return R"({"type":"event_callback","team_id":"T1","event_id":")" + deed.event_id +
           R"(","event":)" + about + R"(","user":")" + deed.user + "\"}}";
}

// Some who are told that it did not come to be send it again.
void draw_agains(Chance& chance, std::vector<Deed>& deeds) {
    for (std::size_t i = 0, count = deeds.size(); i < count; ++i) {
        if (deeds[i].wish != Wish::send || !chance.percent(50)) continue;
        Deed again =
            deed_of(static_cast<int>(deeds.size()), Wish::again,
                    deeds[i].at + chance.ms(5'000, 400'000), deeds[i].user, deeds[i].channel);
        again.preview = deeds[i].preview;
        again.about = i;
        deeds.push_back(std::move(again));
    }
}

}  // namespace

std::string_view to_text(Wish wish) {
    constexpr std::array<std::string_view, 6> names{"send",   "search", "mention",
                                                    "direct", "form",   "again"};
    return names[static_cast<std::size_t>(wish)];
}

Plan draw_plan(std::uint64_t seed) {
    Chance chance(seed * 2 + 1);
    Plan plan;
    plan.seed = seed;
    plan.burst = seed % 25 == 24;
    if (plan.burst) {
        for (int i = 0; i < burst_channels; ++i) {
            plan.deeds.push_back(deed_of(i, Wish::send, base::Duration{100 + i},
                                         "U" + std::to_string(i), "B" + std::to_string(i)));
        }
        return plan;
    }
    const int count = chance.between(3, 8);
    base::Duration at{0};
    for (int i = 0; i < count; ++i) {
        at += chance.percent(60) ? chance.ms(0, 300) : chance.ms(300, 12'000);
        plan.deeds.push_back(deed_of(i, draw_wish(chance), at,
                                     "U" + std::to_string(chance.below(members)),
                                     "C" + std::to_string(chance.below(channels))));
        if (plan.deeds.back().wish == Wish::form) {
            plan.deeds.back().number = chance.percent(70) ? right_number : wrong_number;
        }
    }
    draw_agains(chance, plan.deeds);
    plan.faults = draw_faults(chance);
    return plan;
}

std::string frame_of(const Deed& deed, const std::string& envelope_id, int retry_attempt) {
    const bool event = deed.is_event();
    const std::string type = event                       ? "events_api"
                             : deed.wish == Wish::search ? "slash_commands"
                                                         : "interactive";
    const std::string retry = retry_attempt == 0
                                  ? std::string()
                                  : R"("retry_attempt":)" + std::to_string(retry_attempt) +
                                        R"(,"retry_reason":"timeout",)";
    const std::string payload = event                       ? event_payload(deed)
                                : deed.wish == Wish::search ? command_payload(deed)
                                : deed.wish == Wish::form   ? form_payload(deed, envelope_id)
                                                            : press_payload(deed);
    const bool answerable = deed.wish == Wish::search || deed.wish == Wish::form;
    return R"({"envelope_id":")" + envelope_id + R"(","type":")" + type + "\"," + retry +
           R"("accepts_response_payload":)" + (answerable ? "true" : "false") + R"(,"payload":)" +
           payload + "}";
}

}  // namespace simulation
