#include "services/sticker-worker/core/request.hpp"

#include <algorithm>
#include <charconv>

#include "libs/crypto/hash.hpp"
#include "libs/slack/payload.hpp"
#include "proto/action.hpp"
#include "services/sticker-worker/core/command.hpp"
#include "services/sticker-worker/core/press.hpp"
#include "services/sticker-worker/core/settings.hpp"

namespace worker {
namespace {

Asker asker_in(const proto::Event& event, proto::UserId user, const proto::ChannelId& channel) {
    Asker asker;
    asker.user = std::move(user);
    asker.channel = channel.value;
    asker.conversation =
        channel.empty() ? event.conversation : proto::Conversation{event.team, channel};
    return asker;
}

std::string intent_by_trigger(const proto::Event& event, const std::string& trigger_id) {
    return trigger_id.empty() ? event.id.value : proto::intent_of_trigger(event.team, trigger_id);
}

// What drew the button that was pressed: previews or a notice; empty for all other wishes.
std::string drawn_by(const Wish& wish) {
    if (const auto* send = std::get_if<Send>(&wish)) return send->preview;
    if (const auto* redraw = std::get_if<Redraw>(&wish)) return redraw->preview;
    if (const auto* cancel = std::get_if<Cancel>(&wish)) return cancel->preview;
    if (const auto* again = std::get_if<Again>(&wish)) return again->notice;
    return {};
}

std::string thread_of(const Wish& wish) {
    if (const auto* send = std::get_if<Send>(&wish)) return send->thread;
    if (const auto* redraw = std::get_if<Redraw>(&wish)) return redraw->thread;
    return {};
}

Request request_of(const proto::Event& event, const slack::SlashCommand& command) {
    Request request;
    request.asker = asker_in(event, command.user, command.channel);
    request.asker.name = command.user_name;
    request.asker.channel_name = command.channel_name;
    request.asker.response_url = command.response_url;
    request.asker.trigger_id = command.trigger_id;
    if (!command.command.empty()) request.asker.command = command.command;
    request.intent = intent_by_trigger(event, command.trigger_id);
    request.wish = wish_of_words(command.text);
    return request;
}

Request request_of(const proto::Event& event, const slack::ButtonPress& press) {
    Request request;
    request.asker = asker_in(event, press.user, press.channel);
    request.asker.name = press.user_name;
    request.asker.channel_name = press.channel_name;
    request.asker.response_url = press.response_url;
    request.asker.thread_ts = press.thread_ts;
    request.wish = wish_of(press);
    if (request.asker.thread_ts.empty()) request.asker.thread_ts = thread_of(request.wish);
    request.intent = drawn_by(request.wish);
    request.press = intent_by_trigger(event, press.trigger_id);
    if (request.intent.empty()) request.intent = request.press;
    // A value may be long; its digest names it as well.
    request.source_id =
        request.intent + ":" + press.action_id + ":" + crypto::sha256_hex(press.value);
    return request;
}

// "@bot 고양이": the intent is the event's own id, which a redelivery keeps.
Request request_of(const proto::Event& event, const slack::Mention& mention) {
    Request request;
    request.asker = asker_in(event, mention.user, mention.channel);
    request.asker.thread_ts = mention.thread_ts;
    // In a direct conversation the same words come as a message too.
    const bool direct = mention.channel.value.rfind('D', 0) == 0;
    if (!direct) request.wish = wish_of_words(mention.text);
    // Nothing in a mention can open a modal.
    if (std::holds_alternative<OpenSettings>(request.wish)) request.wish = Help{};
    return request;
}

Request request_of(const proto::Event& event, const slack::DirectMessage& message) {
    Request request;
    request.asker = asker_in(event, message.user, message.channel);
    request.asker.thread_ts = message.thread_ts;
    request.asker.direct = true;
    request.wish = Help{};
    return request;
}

// The intent is the view: pressed again while it is busy it is the same one.
Request request_of(const proto::Event& event, const slack::Submission& sent) {
    Request request;
    request.asker = asker_in(event, sent.user, {});
    request.asker.name = sent.user_name;
    request.intent = sent.view_id;
    request.wish = wish_of(sent);
    return request;
}

Request request_of(const proto::Event& event, const slack::OptionsRequest& wanted) {
    Request request;
    request.asker = asker_in(event, wanted.user, {});
    request.wish = wish_of(wanted);
    return request;
}

// Everything else: nothing is to be done about it.
template <class Said>
Request request_of(const proto::Event& event, const Said&) {
    Request request;
    request.asker.user = event.user;
    request.asker.conversation = event.conversation;
    return request;
}

constexpr std::size_t seed_digits = 12;  // hex: 48 bits, which every JSON reader keeps exact

// Seeds come from the action id, so that a re-run shuffles the same way. Never 0: that means by
// rank.
std::uint64_t seed_of(const proto::ActionId& id) {
    std::string digits = id.value;
    digits.erase(std::remove(digits.begin(), digits.end(), '-'), digits.end());
    std::uint64_t seed = 0;
    std::from_chars(digits.data(), digits.data() + std::min(digits.size(), seed_digits), seed, 16);
    return seed == 0 ? 1 : seed;
}

}  // namespace

base::Result<Request> understand(const proto::Event& event) {
    const auto payload = slack::parse(event.kind, event.payload);
    if (!payload) return payload.error();
    Request request =
        std::visit([&](const auto& said) { return request_of(event, said); }, *payload);
    request.at = event.received_at;
    if (request.intent.empty()) request.intent = event.id.value;
    if (request.source_id.empty()) request.source_id = request.intent;
    request.source_id = event.team.value + ":" + request.source_id;
    return request;
}

std::string_view to_text(Direction direction) {
    switch (direction) {
        case Direction::more:
            return "more";
        case Direction::previous:
            return "previous";
        case Direction::shuffle:
            break;
    }
    return "shuffle";
}

SearchRequest page_after(const Redraw& redraw, const proto::TeamId& team) {
    SearchRequest page{redraw.query, redraw.offset, redraw.page, redraw.shuffle};
    switch (redraw.direction) {
        case Direction::more:
            page.offset += redraw.page;
            break;
        case Direction::previous:
            page.offset -= std::min(page.offset, redraw.page);
            break;
        case Direction::shuffle:
            page.offset = 0;
            page.shuffle =
                seed_of(proto::action_id(team, redraw.preview, to_text(redraw.direction), 0));
            break;
    }
    return page;
}

Needs plan(const Request& request) {
    Needs needs;
    if (std::holds_alternative<Nothing>(request.wish)) return needs;
    needs.at = request.at;
    needs.member = true;
    needs.packs = std::holds_alternative<OpenSettings>(request.wish) ||
                  std::holds_alternative<SaveSettings>(request.wish) ||
                  std::holds_alternative<ListPacks>(request.wish);
    if (const auto* search = std::get_if<Search>(&request.wish)) {
        needs.search = SearchRequest{search->query, 0, 0, 0};
    } else if (const auto* redraw = std::get_if<Redraw>(&request.wish)) {
        needs.search = page_after(*redraw, request.asker.conversation.team);
    } else if (const auto* send = std::get_if<Send>(&request.wish)) {
        needs.sticker_id = send->sticker_id;
        needs.send = request.press;
    } else if (const auto* again = std::get_if<Again>(&request.wish)) {
        needs.sticker_id = again->sticker_id;
        needs.send = request.press;
    }
    return needs;
}

Needs plan(const proto::Event& event) {
    const auto request = understand(event);
    return request ? plan(*request) : Needs{};
}

}  // namespace worker
