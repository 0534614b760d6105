#include "libs/websocket/server.hpp"

#include <gtest/gtest.h>

#include "tests/unit/http/raw_peer.hpp"
#include "tests/unit/websocket/world.hpp"

namespace websocket_test {
namespace {

TEST(WebsocketServer, AMessageAboveItsLimitClosesWith1009) {
    Loop loop;
    websocket::ServerConfig config;
    config.max_message_bytes = 1000;
    Host host(loop, config);
    Guest guest(loop, host.client());
    ASSERT_TRUE(guest.diary.has("text hello"));
    guest.send(std::string(1001, 'x'));
    ASSERT_TRUE(guest.diary.has_some(3));
    EXPECT_EQ(guest.diary.entries()[2].substr(0, 10), "close 1009");
    EXPECT_FALSE(host.diary.has("text of 1001", 0ms));
}

TEST(WebsocketServer, NumbersItsConnectionsAndKnowsWhichIsWhich) {
    Loop loop;
    Host host(loop);
    Guest first(loop, host.client());
    ASSERT_TRUE(first.diary.has("text hello"));
    Guest second(loop, host.client());
    ASSERT_TRUE(second.diary.has("text hello"));
    on(loop, [&] { host.server().send_text(2, "for the second"); });
    EXPECT_TRUE(second.diary.has("text for the second"));
    EXPECT_FALSE(first.diary.has("text for the second", 0ms));
    first.leave();
    EXPECT_TRUE(host.diary.has("close 1 1006"));
}

TEST(WebsocketServer, IgnoresUnknownConnections) {
    Loop loop;
    Host host(loop);
    EXPECT_FALSE(on(loop, [&] { return host.server().send_text(7, "x"); }));
    EXPECT_FALSE(on(loop, [&] { return host.server().ping(7); }));
    on(loop, [&] {
        host.server().close(7, 1000, "");
        host.server().drop(7);
    });
}

TEST(WebsocketServer, ATakenPortIsAnErrorAndSoIsAnAddressThatIsNone) {
    Loop loop;
    Host host(loop);
    const auto start = [&](const std::string& address) {
        websocket::ServerConfig config;
        config.address = address;
        const auto port = websocket::Server(loop, config, {}).start();
        return port ? "port " + std::to_string(*port) : port.error().code;
    };
    EXPECT_EQ(start("127.0.0.1:" + std::to_string(host.port)), "address_in_use");
    for (const auto* address : {"", "127.0.0.1", "127.0.0.1:x", "nowhere.invalid:0"}) {
        EXPECT_EQ(start(address), "bad_address") << address;
    }
}

TEST(WebsocketServer, ACertificateThatCannotBeReadIsAnError) {
    Loop loop;
    auto missing = tls_server("no-such");
    auto mixed = tls_server("localhost");
    mixed.key_file = tls_server("elsewhere").key_file;
    for (const auto& config : {missing, mixed}) {
        const auto port = websocket::Server(loop, config, {}).start();
        ASSERT_FALSE(port);
        EXPECT_EQ(port.error().code, "bad_certificate");
        EXPECT_EQ(port.error().retry, base::Retry::never);
    }
}

TEST(WebsocketServer, StopDropsEveryConnectionAndMayBeCalledTwice) {
    Loop loop;
    Host host(loop, tls_server("localhost"));
    Guest guest(loop, host.client());
    ASSERT_TRUE(guest.diary.has("text hello"));
    host.server().stop();
    host.server().stop();
    EXPECT_TRUE(guest.diary.has("close 1006 "));
    Guest late(loop, host.client());
    EXPECT_TRUE(late.diary.has("fail connect_failed"));
    EXPECT_EQ(host.diary.entries().size(), 1u);
}

TEST(WebsocketServer, StopAlsoDropsThoseThatAreNotUpgradedYet) {
    Loop loop;
    Host host(loop);
    std::string answer = "none";
    std::thread caller([&] { answer = http_test::talk(host.port, "GET / HTTP/1.1\r\n"); });
    Guest after(loop, host.client());  // so that the accept before it is done
    ASSERT_TRUE(after.diary.has("text hello"));
    host.server().stop();
    caller.join();
    EXPECT_EQ(answer, "");
}

TEST(WebsocketServer, SurvivesWhatIsNoWebsocket) {
    Loop loop;
    Host plain(loop);
    Host secure(loop, tls_server("localhost"));
    const std::vector<std::string> all{"GET / HTTP/1.1\r\nHost: x\r\n\r\n", "\r\n\r\n\r\n",
                                       "\x16\x03\x01" + std::string(20'000, '\0') + "\r\n\r\n"};
    for (const auto& bytes : all) {
        for (auto* host : {&plain, &secure}) {
            (void)http_test::talk(host->port, bytes);
            Guest guest(loop, host->client());
            EXPECT_TRUE(guest.diary.has("text hello"));
        }
    }
}

TEST(WebsocketServer, MayBeStoppedInsideItsHandler) {
    Loop loop;
    std::promise<void> stopped;
    std::unique_ptr<websocket::Server> server;
    websocket::ServerHandlers handlers;
    handlers.on_open = [&](ConnectionId, const std::string&) {
        server->stop();
        stopped.set_value();
    };
    server = std::make_unique<websocket::Server>(loop, websocket::ServerConfig{}, handlers);
    const auto port = server->start();
    ASSERT_TRUE(port);
    ClientConfig config;
    config.url = "ws://127.0.0.1:" + std::to_string(*port) + "/";
    Guest guest(loop, config);
    EXPECT_EQ(stopped.get_future().wait_for(10s), std::future_status::ready);
    EXPECT_TRUE(guest.diary.has_some(1));
}

}  // namespace
}  // namespace websocket_test
