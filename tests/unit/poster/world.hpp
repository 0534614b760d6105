// A courier with fakes around it, and actions to carry.
#pragma once

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <utility>

#include "services/poster/core/courier.hpp"
#include "services/poster/core/intake.hpp"
#include "services/poster/core/rules.hpp"
#include "tests/unit/poster/fakes.hpp"

namespace poster {

using namespace std::chrono_literals;
using proto::End;
using proto::Lane;
using proto::Method;

inline proto::Action sticker(base::Time now, const std::string& intent = "preview-1",
                             int ordinal = 1) {
    proto::Action action;
    const proto::TeamId team("T1");
    action.id = proto::action_id(team, intent, "send", ordinal);
    action.intent = intent;
    action.kind = "send";
    action.ordinal = ordinal;
    action.event = proto::EventId("E1");
    action.conversation = {team, proto::ChannelId("C1")};
    action.user = proto::UserId("U1");
    action.method = Method::chat_post_message;
    action.lane = Lane::visible;
    action.received_at = now;
    action.expires_at = now + proto::visible_life;
    action.arguments = R"({"channel":"C1","text":"cat","username":"Kim"})";
    proto::Notify notify;
    notify.user = action.user;
    notify.locale = "en-US";
    notify.user_name = "Kim";
    notify.conversation_name = "#team";
    notify.sticker = "cat";
    notify.label = "Cat";
    notify.response_url = "https://hooks.slack.com/actions/T1/1/secret";
    notify.clear_previews = true;
    action.notify = notify;
    return action;
}

// The same as the worker writes it: a look at the history can find it.
inline proto::Action traced(base::Time now, const std::string& intent = "preview-1",
                            int ordinal = 1) {
    proto::Action action = sticker(now, intent, ordinal);
    action.arguments =
        R"({"channel":"C1","text":"cat","username":"Kim","metadata":{"event_type":"sticker_post",)"
        R"("event_payload":{"id":")" +
        action.id.value + "\"}}}";
    return action;
}

// What only the member sees, through the response_url of the command.
inline proto::Action previews(base::Time now, const std::string& intent = "trigger-1") {
    proto::Action action = sticker(now, intent, 0);
    action.id = proto::action_id(action.conversation.team, intent, "previews", 0);
    action.kind = "previews";
    action.method = Method::response_url;
    action.lane = Lane::quiet;
    action.expires_at = now + proto::quiet_life;
    action.response_url = action.notify->response_url;
    action.notify->clear_previews = false;
    action.arguments = R"({"text":"previews"})";
    return action;
}

struct World : testing::Test {
    // Ends the test of a delivery that goes round in a circle: unbounded it would hang.
    struct Courier : poster::Courier {
        static constexpr int most_steps = 10'000;  // more than any test takes
        using poster::Courier::Courier;
        Next step(Delivery& delivery) {
            if (++steps > most_steps) throw std::runtime_error("a delivery goes round in a circle");
            return poster::Courier::step(delivery);
        }
        int steps = 0;
    };
    base::ManualClock clock;
    FakeLedger ledger{clock};
    FakeSlots slots;
    FakeSlack slack;
    FakeBus bus;
    Courier courier{clock, ledger, slots, slack, bus, "a"};

    Delivery delivery(const proto::Action& action) const {
        proto::DeadNote place;
        place.topic = "sticker.actions.v1";
        place.partition = 3;
        place.offset = 42;
        auto taken = take_in(proto::encode(action), place, false, clock.now());
        return std::get<Delivery>(std::move(taken));
    }

    // Steps until it is done, the clock jumping over its waits. False: not within `limit`.
    bool carry(Delivery& delivery, base::Duration limit = 10min) {
        return carry_with(courier, delivery, limit);
    }
    bool carry_with(Courier& by, Delivery& delivery, base::Duration limit = 10min) {
        const auto until = clock.now() + limit;
        while (clock.now() < until) {
            const Next next = by.step(delivery);
            if (next.kind == Next::Kind::done) return true;
            if (next.kind == Next::Kind::wait) clock.advance(next.wait);
        }
        return false;
    }
    // Steps up to `stage`, the clock jumping over waits.
    void carry_to(Stage stage, Delivery& delivery) {
        while (delivery.stage != stage) {
            const Next next = courier.step(delivery);
            ASSERT_NE(next.kind, Next::Kind::done);
            if (next.kind == Next::Kind::wait) clock.advance(next.wait);
        }
    }
    Delivery carried(const proto::Action& action) {
        Delivery on_its_way = delivery(action);
        EXPECT_TRUE(carry(on_its_way));
        return on_its_way;
    }
    End last_end() const { return bus.outcomes.empty() ? End::duplicate : bus.outcomes.back().end; }
    int posts_of(const proto::Action& action) const {
        const auto found = slack.posts.find(action.id.value);
        return found == slack.posts.end() ? 0 : found->second;
    }
};

}  // namespace poster
