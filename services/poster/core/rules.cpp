#include "services/poster/core/rules.hpp"

#include <algorithm>
#include <functional>
#include <utility>

#include "libs/crypto/hash.hpp"
#include "libs/slack/fields.hpp"

namespace poster {
namespace {

using proto::Method;

constexpr base::Duration first_backoff{500};
constexpr base::Duration longest_backoff{8'000};
constexpr int most_jitter_ms = 250;

// Tells two URLs apart in a store that must not know them.
std::string name_of_url(const std::string& url) { return crypto::sha256_hex(url).substr(0, 16); }

bool is_view(Method method) {
    return method == Method::views_open || method == Method::views_push ||
           method == Method::views_update || method == Method::views_publish;
}

// A notice stands in no thread, whatever it is about.
std::string look_method(const Delivery& delivery) {
    const bool of_a_notice = delivery.doubt && delivery.doubt->is_of_a_notice();
    const bool in_thread = !of_a_notice && !thread_of(delivery.action).empty();
    return in_thread ? "conversations.replies" : "conversations.history";
}

}  // namespace

bool must_be_once(const proto::Action& action) {
    if (action.method == Method::chat_post_message) return true;
    return action.method == Method::response_url && action.lane == proto::Lane::visible;
}

bool needs_store(const proto::Action& action) {
    return must_be_once(action) || action.lane == proto::Lane::visible;
}

bool is_notice(const proto::Action& action) { return action.kind == "notice"; }

bool is_sent_again(const proto::Action& action) {
    return action.method == Method::chat_post_message && action.lane == proto::Lane::visible &&
           action.target_action;
}

// The press on [Send again] was in the member's own DM: its URL would post there.
const std::string& way_around(const Delivery& delivery) {
    static const std::string none;
    if (is_sent_again(delivery.action)) return delivery.kept_url ? *delivery.kept_url : none;
    return delivery.action.notify ? delivery.action.notify->response_url : none;
}

bool can_be_sent_again(const Delivery& delivery) {
    const auto& action = delivery.action;
    if (action.method != Method::chat_post_message || action.lane != proto::Lane::visible) {
        return false;
    }
    const bool failed = delivery.end.state == State::parked ||
                        delivery.end.state == State::expired ||
                        (delivery.end.state == State::refused && !delivery.by_response_url &&
                         delivery.verdict.kind != Verdict::Kind::closed);
    return failed && !delivery.at_once && action.notify && !action.notify->sticker.empty();
}

bool bears_a_name(const proto::Action& action) {
    return action.method == Method::chat_post_message && action.lane == proto::Lane::visible &&
           action.notify && !action.notify->user_name.empty();
}

Load load_of(const proto::Action& action) {
    Load load;
    load.team = action.conversation.team;
    load.channel = action.conversation.channel;
    load.method = to_text(action.method);
    load.posts = must_be_once(action);
    load.by_token = action.method != Method::response_url;
    if (!load.by_token) load.url = name_of_url(action.response_url);
    return load;
}

Load load_of(const Delivery& delivery) {
    Load load = load_of(delivery.action);
    if (!delivery.by_response_url) return load;
    load.method = to_text(Method::response_url);
    load.by_token = false;
    load.url = name_of_url(way_around(delivery));
    return load;
}

// A member's id as channel is a DM whose own id we do not know: nobody can look there.
Trail trail_of(const Delivery& delivery) {
    const auto& action = delivery.action;
    const auto& channel = action.conversation.channel.value;
    const bool named = !channel.empty() && channel.front() != 'U' && channel.front() != 'W';
    const bool bears_id = action.arguments.find("\"metadata\"") != std::string::npos &&
                          action.arguments.find(action.id.value) != std::string::npos;
    const bool by_method = action.method == Method::chat_post_message && !delivery.by_response_url;
    return by_method && named && bears_id ? Trail::metadata : Trail::none;
}

bool may_stand_twice(const Delivery& delivery) {
    return is_notice(delivery.action) && delivery.end.state == State::sent &&
           !delivery.end.ts.empty() && delivery.attempts > 1;
}

base::Duration notice_distance(int n) { return settle_time * (1 << std::clamp(n - 1, 0, 10)); }

std::string thread_of(const proto::Action& action) {
    const auto arguments = slack::fields_from_json(action.arguments);
    return arguments ? slack::text_of(*arguments, "thread_ts") : std::string();
}

Load look_load_of(const Delivery& delivery) {
    Load load;
    load.team = delivery.action.conversation.team;
    load.channel = delivery.action.conversation.channel;
    const bool wipes = delivery.doubt && !delivery.doubt->spare.empty();
    load.method = wipes ? std::string(to_text(Method::chat_delete)) : look_method(delivery);
    return load;
}

bool is_visible(const Delivery& delivery) {
    return delivery.action.lane == proto::Lane::visible && !delivery.at_once &&
           delivery.stage != Stage::bury;
}

std::string lane_of(const Delivery& delivery) {
    const auto& action = delivery.action;
    if (delivery.stage == Stage::bury) return "d|" + delivery.original.key;
    if (is_visible(delivery)) return "v|" + action.conversation.key();
    const auto& who = action.user.empty() ? action.conversation.channel.value : action.user.value;
    return (is_notice(action) ? "n|" : "p|") + action.conversation.team.value + ":" + who;
}

base::Duration jitter(const proto::ActionId& id, int n) {
    const auto digest = crypto::sha256_hex(id.value + "#" + std::to_string(n));
    return base::Duration{std::stol(digest.substr(0, 6), nullptr, 16) % most_jitter_ms};
}

base::Duration backoff(const proto::ActionId& id, int n) {
    const int doublings = std::clamp(n - 1, 0, 10);
    return std::min(first_backoff * (1 << doublings), longest_backoff) + jitter(id, n);
}

bool says_done_before(const Delivery& delivery) {
    if (!delivery.perhaps_done || !is_view(delivery.action.method)) return false;
    const auto& error = delivery.verdict.error;
    return error == "exchanged_trigger_id" || error == "hash_conflict" ||
           error == "duplicate_external_id";
}

bool is_moot(const Delivery& delivery) {
    const auto method = delivery.action.method;
    if (method != Method::views_update && method != Method::views_publish) return false;
    if (delivery.end.state != State::refused) return false;
    return delivery.end.error == "hash_conflict" || delivery.end.error == "not_found";
}

bool is_dead_lettered(const Delivery& delivery) {
    if (is_moot(delivery)) return false;
    switch (delivery.end.state) {
        case State::refused:
        case State::parked:
            return true;
        case State::expired:
            return delivery.action.lane == proto::Lane::visible;
        default:
            return false;
    }
}

// At once and in place only what the sender still waits for: an ephemeral message is not delivered
// to an inactive member, does not reach a second device and is gone after a reload (architecture,
// "What the sender is told").
NoticeWay notice_way(const Delivery& delivery, base::Time now) {
    const auto& action = delivery.action;
    if (!action.notify || action.notify->user.empty()) return NoticeWay::none;
    if (delivery.end.state == State::sent || is_moot(delivery)) return NoticeWay::none;
    const bool trigger_died = is_view(action.method) && delivery.end.state != State::parked;
    const bool at_once = delivery.at_once || trigger_died;
    const bool fresh = now - action.received_at <= direct_notice_age;
    if (!at_once || !fresh || delivery.notice_tries >= most_notice_tries) {
        return NoticeWay::direct_message;
    }
    if (delivery.previews && delivery.previews->usable()) return NoticeWay::in_place;
    const auto& channel = action.conversation.channel.value;
    const bool in_conversation = !channel.empty() && channel != action.notify->user.value;
    return in_conversation ? NoticeWay::ephemeral : NoticeWay::direct_message;
}

}  // namespace poster
