#include "tests/simulation/world/slack.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <nlohmann/json.hpp>
#include <utility>

#include "libs/slack/envelope.hpp"
#include "libs/texts/texts.hpp"
#include "services/sticker-worker/core/inputs.hpp"

namespace simulation {
namespace {

// slack-protocol: an ack counts within 3 s; Events API deliveries come again at once, after a
// minute, after five.
constexpr base::Duration ack_time{3'000};
constexpr std::array<base::Duration, 3> again_after{base::Duration{0}, base::Duration{60'000},
                                                    base::Duration{300'000}};

// How often a member sends a form off before they let it be.
constexpr int most_presses = 4;
constexpr base::Duration press_pause{4'000};

std::string id_of_ack(const std::string& frame) {
    constexpr std::string_view front = R"("envelope_id":")";
    const auto at = frame.find(front);
    if (at == std::string::npos) return {};
    const auto from = at + front.size();
    return frame.substr(from, frame.find('"', from) - from);
}

}  // namespace

Slack::Slack(Ground& ground, const std::vector<Deed>& deeds)
    : ground_(ground),
      deeds_(deeds),
      effects_(deeds.size()),
      number_error_(texts::say(texts::Language::en, "settings.number",
                               {{"least", std::to_string(worker::fewest_previews)},
                                {"most", std::to_string(worker::most_previews)}})) {}

void Slack::say(const std::string& what, std::size_t deed) const {
    ground_.chronicle.tell([&] {
        return "slack: " + what + "  #" + std::to_string(deed) + " " +
               std::string(to_text(deeds_[deed].wish)) + " in " + deeds_[deed].channel;
    });
}

// Pressed in the oldest copy.
bool Slack::press(Effects& about) {
    if (!about.again || about.notices.empty()) return false;
    about.notices.erase(std::min_element(about.notices.begin(), about.notices.end()));
    return about.answered = true;
}

void Slack::act(std::size_t deed) {
    if (deeds_[deed].wish == Wish::again && !press(effects_[deeds_[deed].about])) return;
    effects_[deed].done_at = ground_.clock.now();
    say("member acts", deed);
    deliver(deed, 0);
}

void Slack::deliver(std::size_t deed, int attempt) {
    const std::string id = "envelope-" + std::to_string(++envelope_ids_);
    envelopes_[id] = {deed, ground_.clock.now(), false, attempt};
    ++effects_[deed].deliveries;
    if (deeds_[deed].wish == Wish::form) ++effects_[deed].sent_off;
    send(id, base::Duration{0});
    const Fault* fault = ground_.fault_at(Occasion::envelope);
    if (fault && fault->kind == Kind::envelope_doubled) send(id, fault->span);
    if (fault && fault->kind == Kind::socket_cut && !connections_.empty()) {
        const auto connection = connections_.begin()->first;
        connections_.erase(connection);
        ground_.agenda.plan(ground_.chance.ms(0, 2'000), [this, connection] { cut(connection); });
    }
    ground_.agenda.plan(ack_time, [this, id] { look_for_ack(id); });
}

// On any socket; where there is none it is not sent.
void Slack::send(const std::string& envelope_id, base::Duration after) {
    ground_.agenda.plan(after + ground_.chance.ms(1, 30), [this, envelope_id] {
        if (connections_.empty()) return;
        auto to = connections_.begin();
        std::advance(to, ground_.chance.below(static_cast<int>(connections_.size())));
        const Envelope& envelope = envelopes_[envelope_id];
        ground_.chronicle.tell([&] {
            return "slack: " + envelope_id + " #" + std::to_string(envelope.deed) + " by socket " +
                   std::to_string(to->first);
        });
        to->second(frame_of(deeds_[envelope.deed], envelope_id, envelope.attempt));
    });
}

void Slack::look_for_ack(const std::string& envelope_id) {
    const Envelope& envelope = envelopes_[envelope_id];
    if (envelope.acked) return;
    if (deeds_[envelope.deed].wish == Wish::form) return press_again(envelope.deed);
    if (!deeds_[envelope.deed].is_event()) return;
    const auto attempt = static_cast<std::size_t>(envelope.attempt);
    if (attempt >= again_after.size()) return;
    ground_.agenda.plan(again_after[attempt], [this, deed = envelope.deed, attempt] {
        deliver(deed, static_cast<int>(attempt) + 1);
    });
}

void Slack::connect(gateway::Connection connection, Receive receive) {
    connections_[connection] = std::move(receive);
}

void Slack::disconnect(gateway::Connection connection) { connections_.erase(connection); }

bool Slack::hear(gateway::Connection connection, const std::string& frame) {
    if (!connections_.count(connection)) return false;
    const Fault* fault = ground_.fault_at(Occasion::ack);
    if (fault && fault->kind == Kind::ack_lost) return true;
    const auto found = envelopes_.find(id_of_ack(frame));
    if (found == envelopes_.end()) return true;
    Envelope& envelope = found->second;
    const bool in_time = ground_.clock.now() - envelope.sent_at <= ack_time;
    if (envelope.acked || !in_time) return true;
    envelope.acked = true;
    Effects& effects = effects_[envelope.deed];
    if (deeds_[envelope.deed].wish == Wish::form) {
        answer_form(envelope.deed, frame);
        return true;
    }
    const bool busy = frame.find("\"payload\"") != std::string::npos;
    say(busy ? "hears busy" : "hears ack", envelope.deed);
    if (busy) {
        effects.busy = true;
    } else if (!effects.acked_at) {
        effects.acked_at = ground_.clock.now();
    }
    return true;
}

void Slack::answer_form(std::size_t deed, const std::string& frame) {
    Effects& effects = effects_[deed];
    const auto ack = nlohmann::json::parse(frame);
    const auto errors = ack.value("/payload/errors"_json_pointer, nlohmann::json::object());
    const std::string text = errors.value("previews", "");
    if (text.empty()) {
        effects.closed = true;
        say("closes the form", deed);
        closed(deed);
    } else if (text == number_error_) {
        effects.corrected = true;
        say("shows that the number is wrong", deed);
    } else {
        press_again(deed);
    }
}

void Slack::press_again(std::size_t deed) {
    ++effects_[deed].pressed_again;
    say("says to press again", deed);
    if (effects_[deed].sent_off >= most_presses) return;
    ground_.agenda.plan(press_pause, [this, deed] { deliver(deed, 0); });
}

void Slack::know(const proto::Action& action) {
    for (std::size_t i = 0; i < deeds_.size(); ++i) {
        if (deeds_[i].event_id != action.event.value) continue;
        using What = Meaning::What;
        const What what = action.kind == "notice"               ? What::notice
                          : action.lane == proto::Lane::visible ? What::post
                          : deeds_[i].is_post()                 ? What::refusal
                                                                : What::answer;
        meanings_[action.id.value] = {i, what};
    }
}

std::string Slack::name_of(const proto::ActionId& action) const {
    const auto found = meanings_.find(action.value);
    return found == meanings_.end() ? "#?" : "#" + std::to_string(found->second.deed);
}

std::string Slack::name_of_event(const std::string& event_id) const {
    for (std::size_t i = 0; i < deeds_.size(); ++i) {
        if (deeds_[i].event_id == event_id) return "#" + std::to_string(i);
    }
    return "#?";
}

}  // namespace simulation
