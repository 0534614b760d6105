#include <gtest/gtest.h>

#include "tests/unit/websocket/world.hpp"

namespace websocket_test {
namespace {

TEST(WebsocketTalk, TextsArriveInOrderBothWays) {
    Loop loop;
    Host host(loop);
    Guest guest(loop, host.client());
    ASSERT_TRUE(guest.diary.has("text hello"));
    for (int i = 0; i < 100; ++i) ASSERT_TRUE(guest.send("echo:" + std::to_string(i)));
    ASSERT_TRUE(guest.diary.has("text 99"));
    const auto entries = guest.diary.entries();
    ASSERT_EQ(entries.size(), 102u);
    for (std::size_t i = 0; i < 100; ++i) EXPECT_EQ(entries[i + 2], "text " + std::to_string(i));
}

TEST(WebsocketTalk, FiveMegabytesArriveWholeBothWaysAndOverTls) {
    Loop loop;
    for (auto config : {websocket::ServerConfig{}, tls_server("localhost")}) {
        config.max_message_bytes = 8u << 20;
        Host host(loop, config);
        Guest guest(loop, host.client());
        ASSERT_TRUE(guest.diary.has("text hello"));
        const auto size = 5u << 20;
        ASSERT_TRUE(guest.send("echo:" + std::string(size, 'x')));
        EXPECT_TRUE(guest.diary.has("text of " + std::to_string(size)));
    }
}

TEST(WebsocketTalk, WhatTheSocketDoesNotTakeYetIsCountedAsUnsent) {
    Loop loop;
    websocket::ServerConfig config;
    config.max_message_bytes = 8u << 20;
    Host host(loop, config);
    std::promise<std::size_t> unsent;
    std::unique_ptr<websocket::Client> client;
    websocket::ClientHandlers handlers;
    handlers.on_open = [&] {
        client->send_text(std::string(5u << 20, 'x'));
        unsent.set_value(client->unsent_bytes());
    };
    on(loop, [&] {
        client = std::make_unique<websocket::Client>(loop, host.client(), std::move(handlers));
        client->connect();
    });
    EXPECT_GE(unsent.get_future().get(), 5u << 20);
    EXPECT_TRUE(host.diary.has("text of " + std::to_string(5u << 20)));
    EXPECT_EQ(on(loop, [&] { return client->unsent_bytes(); }), 0u);
    on(loop, [&] { client.reset(); });
}

TEST(WebsocketTalk, AMessageAboveTheClientsLimitClosesWith1009) {
    Loop loop;
    websocket::ServerConfig server;
    server.max_message_bytes = 1u << 20;
    Host host(loop, server);
    auto config = host.client();
    config.max_message_bytes = 1000;
    Guest guest(loop, config);
    ASSERT_TRUE(guest.diary.has("text hello"));
    guest.send("echo:" + std::string(1001, 'x'));
    EXPECT_TRUE(host.diary.has("close 1 1009"));
    EXPECT_FALSE(guest.diary.has("text of 1001", 0ms));
}

TEST(WebsocketTalk, APingOfTheServerIsToldAndOneOfOursIsAnswered) {
    Loop loop;
    Host host(loop);
    Guest guest(loop, host.client());
    ASSERT_TRUE(guest.diary.has("text hello"));
    EXPECT_TRUE(on(loop, [&] { return host.server().ping(1); }));
    EXPECT_TRUE(guest.diary.has("ping"));
    EXPECT_TRUE(guest.ping());
    EXPECT_TRUE(host.diary.has("ping"));
    EXPECT_TRUE(guest.diary.has("pong"));
}

TEST(WebsocketTalk, AServerCanKeepItsPongToItself) {
    Loop loop;
    Host host(loop);
    host.answers_pings = false;
    Guest guest(loop, host.client());
    ASSERT_TRUE(guest.diary.has("text hello"));
    guest.ping();
    guest.send("echo:after the ping");
    ASSERT_TRUE(guest.diary.has("text after the ping"));
    EXPECT_TRUE(host.diary.has("ping"));
    EXPECT_FALSE(guest.diary.has("pong", 0ms));
}

TEST(WebsocketTalk, NothingIsSentWhileTheConnectionIsNotOpen) {
    Loop loop;
    Host host(loop);
    host.refuse_with = 503;
    Guest guest(loop, host.client());
    ASSERT_TRUE(guest.diary.has_some(1));
    EXPECT_FALSE(guest.open());
    EXPECT_FALSE(guest.send("x"));
    EXPECT_FALSE(guest.ping());
    guest.close(1000, "");
    EXPECT_EQ(guest.diary.entries().size(), 1u);
}

TEST(WebsocketTalk, ManyConnectionsShareOneLoop) {
    Loop loop;
    Host host(loop, tls_server("localhost"));
    std::vector<std::unique_ptr<Guest>> guests;
    for (int i = 0; i < 20; ++i) guests.push_back(std::make_unique<Guest>(loop, host.client()));
    for (auto& guest : guests) EXPECT_TRUE(guest->diary.has("text hello"));
    for (auto& guest : guests) guest->send("echo:still here");
    for (auto& guest : guests) EXPECT_TRUE(guest->diary.has("text still here"));
}

}  // namespace
}  // namespace websocket_test
