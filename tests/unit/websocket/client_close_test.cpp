#include <gtest/gtest.h>

#include "tests/unit/websocket/raw_frames.hpp"
#include "tests/unit/websocket/world.hpp"

namespace websocket_test {
namespace {

using http_test::RawPeer;

ClientConfig to(const RawPeer& peer) {
    ClientConfig out;
    out.url = "ws://127.0.0.1:" + std::to_string(peer.port()) + "/";
    return out;
}

TEST(WebsocketClose, TheServersCodeAndReasonAreTold) {
    Loop loop;
    Host host(loop);
    ConnectionId id = 0;
    for (const int code : {1000, 1001, 1012, 4000}) {
        Guest guest(loop, host.client());
        ASSERT_TRUE(guest.diary.has("text hello"));
        host.close(++id, code, "going");
        EXPECT_TRUE(guest.diary.has("close " + std::to_string(code) + " going")) << code;
        EXPECT_FALSE(guest.open());
        EXPECT_TRUE(host.diary.has("close " + std::to_string(id) + " " + std::to_string(code)));
    }
}

TEST(WebsocketClose, OurCodeReachesTheServerAndEndsTheConnection) {
    Loop loop;
    Host host(loop);
    Guest guest(loop, host.client());
    ASSERT_TRUE(guest.diary.has("text hello"));
    guest.close(1001, "leaving");
    EXPECT_TRUE(guest.diary.has("close 1001 leaving"));
    EXPECT_TRUE(host.diary.has("close 1 1001"));
    EXPECT_FALSE(guest.send("too late"));
}

TEST(WebsocketClose, APeerThatJustGoesAwayIs1006) {
    Loop loop;
    Host host(loop);
    Guest guest(loop, host.client());
    ASSERT_TRUE(guest.diary.has("text hello"));
    on(loop, [&] { host.server().drop(1); });
    EXPECT_TRUE(guest.diary.has("close 1006 "));
}

TEST(WebsocketClose, AResetIs1006) {
    Loop loop;
    RawPeer peer([](Connection& connection, int) {
        upgrade(connection);
        connection.reset();
    });
    Guest guest(loop, to(peer));
    EXPECT_TRUE(guest.diary.has("close 1006 "));
}

TEST(WebsocketClose, APeerThatDoesNotAnswerACloseIsLeftAfterTheTimeout) {
    Loop loop;
    RawPeer peer([](Connection& connection, int) {
        upgrade(connection);
        FrameReader frames(connection);
        while (frames.next()) {
        }
    });
    auto config = to(peer);
    config.close_timeout = 200ms;
    Guest guest(loop, config);
    ASSERT_TRUE(guest.diary.has("open"));
    const auto start = std::chrono::steady_clock::now();
    guest.close(1000, "bye");
    EXPECT_TRUE(guest.diary.has("close 1006 ", 2s));
    EXPECT_GE(std::chrono::steady_clock::now() - start, 200ms);
}

// Slack answers the close frame and leaves TCP open.
TEST(WebsocketClose, APeerThatAnswersButKeepsTcpOpenIsLeftAfterTheTimeout) {
    Loop loop;
    RawPeer peer([&](Connection& connection, int) {
        upgrade(connection);
        FrameReader frames(connection);
        const auto theirs = frames.next();
        if (theirs) connection.write(frame(op::fin | op::close, theirs->payload));
        connection.wait_for_end();
        peer.saw("the client has left");
    });
    auto config = to(peer);
    config.close_timeout = 200ms;
    Guest guest(loop, config);
    ASSERT_TRUE(guest.diary.has("open"));
    guest.close(1000, "bye");
    EXPECT_TRUE(guest.diary.has("close 1000 bye", 2s));
    EXPECT_TRUE(http_test::eventually([&] { return peer.requests().size() == 1; }));
}

TEST(WebsocketClose, NothingComesAfterTheClose) {
    Loop loop;
    Host host(loop);
    Guest guest(loop, host.client());
    ASSERT_TRUE(guest.diary.has("text hello"));
    on(loop, [&] {
        host.server().close(1, 1000, "going");
        host.server().send_text(1, "after the close");
        host.server().drop(1);
    });
    ASSERT_TRUE(guest.diary.has_some(3));
    on(loop, [] {});
    EXPECT_EQ(guest.diary.entries().size(), 3u);
}

TEST(WebsocketClose, ADestroyedClientIsSilentAndLeavesTheServerAtOnce) {
    Loop loop;
    Host host(loop);
    Guest guest(loop, host.client());
    ASSERT_TRUE(guest.diary.has("text hello"));
    guest.leave();
    EXPECT_TRUE(host.diary.has("close 1 1006"));
    EXPECT_EQ(guest.diary.entries().size(), 2u);
}

TEST(WebsocketClose, AClientMayBeDestroyedInAnyOfItsHandlers) {
    Loop loop;
    Host host(loop);
    for (const std::string where : {"open", "text", "close", "fail"}) {
        host.refuse_with = where == "fail" ? 403 : 0;
        std::promise<void> gone;
        std::unique_ptr<websocket::Client> client;
        const auto leave = [&] {
            client.reset();
            gone.set_value();
        };
        websocket::ClientHandlers handlers;
        if (where == "open") handlers.on_open = leave;
        if (where == "text") handlers.on_text = [&](std::string&&) { leave(); };
        if (where == "close") {
            handlers.on_open = [&] { client->close(1000, ""); };
            handlers.on_close = [&](int, const std::string&) { leave(); };
        }
        if (where == "fail") handlers.on_fail = [&](const base::Error&) { leave(); };
        on(loop, [&] {
            client = std::make_unique<websocket::Client>(loop, host.client(), std::move(handlers));
            client->connect();
        });
        EXPECT_EQ(gone.get_future().wait_for(10s), std::future_status::ready) << where;
        on(loop, [&] { client.reset(); });
    }
}

TEST(WebsocketClose, AClientThatIsDestroyedWhileOpeningIsSilent) {
    Loop loop;
    RawPeer peer([&](Connection& connection, int) {
        peer.saw(connection.read_request());
        connection.wait_for_end();
        peer.saw("the client has left");
    });
    Guest guest(loop, to(peer));
    ASSERT_TRUE(http_test::eventually([&] { return peer.requests().size() == 1; }));
    guest.leave();
    EXPECT_TRUE(http_test::eventually([&] { return peer.requests().size() == 2; }));
    EXPECT_TRUE(guest.diary.entries().empty());
}

TEST(WebsocketClose, ClosingWhileOpeningFails) {
    Loop loop;
    RawPeer peer([](Connection& connection, int) { connection.wait_for_end(); });
    Guest guest(loop, to(peer));
    guest.close(1000, "");
    EXPECT_TRUE(guest.diary.has("fail connect_failed"));
}

}  // namespace
}  // namespace websocket_test
