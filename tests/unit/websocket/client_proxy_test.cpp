#include <gtest/gtest.h>

#include "tests/unit/http/raw_peer.hpp"
#include "tests/unit/websocket/world.hpp"

namespace websocket_test {
namespace {

using base::Retry;
using http_test::Connection;
using http_test::RawPeer;

constexpr auto login = "Proxy-Authorization: Basic dXNlcjpwYTpzcyA=\r\n";  // user, "pa:ss "

ClientConfig through(const RawPeer& proxy, ClientConfig config) {
    config.proxy = "http://user:pa%3Ass%20@127.0.0.1:" + std::to_string(proxy.port());
    return config;
}

std::string failure_of(Guest& guest) {
    if (!guest.diary.has_some(1)) return "none in time";
    EXPECT_EQ(guest.failure.message().find("pa:ss"), std::string::npos);
    EXPECT_EQ(guest.failure.message().find("secret-ticket"), std::string::npos);
    return guest.failure.code;
}

TEST(WebsocketProxy, TunnelsTlsAndPlainWithTheLogin) {
    Loop loop;
    Host secure(loop, tls_server("localhost"));
    Host plain(loop);
    for (auto* host : {&secure, &plain}) {
        RawPeer proxy([&](Connection& connection, int) {
            proxy.saw(connection.read_request());
            connection.write("HTTP/1.1 200 Connection established\r\nVia: x\r\n\r\n");
            http_test::join(connection, host->port);
        });
        Guest guest(loop, through(proxy, host->client()));
        EXPECT_TRUE(guest.diary.has("text hello")) << guest.failure.message();
        const auto request = proxy.requests().at(0);
        const std::string name = host == &secure ? "localhost:" : "127.0.0.1:";
        EXPECT_EQ(request.find("CONNECT " + name + std::to_string(host->port) + " HTTP/1.1\r\n"),
                  0u)
            << request;
        EXPECT_NE(request.find(login), std::string::npos) << request;
        EXPECT_EQ(request.find("secret-ticket"), std::string::npos) << request;
    }
}

TEST(WebsocketProxy, TheCertificateBehindATunnelIsCheckedToo) {
    Loop loop;
    Host host(loop, tls_server("elsewhere"));
    RawPeer proxy([&](Connection& connection, int) {
        connection.read_request();
        connection.write("HTTP/1.1 200 OK\r\n\r\n");
        http_test::join(connection, host.port);
    });
    Guest guest(loop, through(proxy, host.client()));
    EXPECT_EQ(failure_of(guest), "tls_failed");
}

TEST(WebsocketProxy, ARefusalTellsTheStatus) {
    Loop loop;
    Host host(loop, tls_server("localhost"));
    for (const auto* status : {"403 Forbidden", "407 Login", "502 Bad Gateway"}) {
        RawPeer proxy([&](Connection& connection, int) {
            connection.read_request();
            connection.write(std::string("HTTP/1.1 ") + status + "\r\nContent-Length: 0\r\n\r\n");
            connection.wait_for_end();
        });
        Guest guest(loop, through(proxy, host.client()));
        EXPECT_EQ(failure_of(guest), "proxy_refused");
        EXPECT_EQ(guest.failure.retry, Retry::later);
        EXPECT_NE(guest.failure.context.find(std::string("status ") + std::string(status, 3)),
                  std::string::npos);
    }
}

TEST(WebsocketProxy, ABrokenAnswerIsARefusal) {
    Loop loop;
    Host host(loop);
    for (const auto& answer : {std::string("nonsense\r\n\r\n"), std::string(20'000, 'x'),
                               std::string(), std::string("HTTP/1.1 200 OK\r\n\r\nand more")}) {
        RawPeer proxy([&](Connection& connection, int) {
            connection.read_request();
            connection.write(answer);
        });
        Guest guest(loop, through(proxy, host.client()));
        EXPECT_EQ(failure_of(guest), "proxy_refused") << answer.substr(0, 40);
    }
}

TEST(WebsocketProxy, ASilentProxyEndsAtTheDeadlineOfOpening) {
    Loop loop;
    Host host(loop);
    RawPeer proxy([](Connection& connection, int) { connection.wait_for_end(); });
    auto config = through(proxy, host.client());
    config.open_timeout = 200ms;
    Guest guest(loop, config);
    EXPECT_EQ(failure_of(guest), "open_timeout");
}

TEST(WebsocketProxy, NoProxyGoesStraightToTheHost) {
    Loop loop;
    Host host(loop);
    RawPeer proxy([](Connection&, int) {});
    auto config = through(proxy, host.client());
    config.no_proxy = "example.test, 127.0.0.1";
    Guest guest(loop, config);
    EXPECT_TRUE(guest.diary.has("text hello"));
    EXPECT_EQ(proxy.connections(), 0);
}

TEST(WebsocketProxy, AMissingProxyIsForLaterAndAMalformedOneForNever) {
    Loop loop;
    Host host(loop);
    auto config = host.client();
    config.proxy = "http://127.0.0.1:" + std::to_string(http_test::free_port());
    Guest missing(loop, config);
    EXPECT_EQ(failure_of(missing), "connect_failed");
    EXPECT_EQ(missing.failure.retry, Retry::later);
    config.proxy = "socks5://user:pa:ss@127.0.0.1:1";
    Guest malformed(loop, config);
    EXPECT_EQ(failure_of(malformed), "bad_proxy");
    EXPECT_EQ(malformed.failure.retry, Retry::never);
}

}  // namespace
}  // namespace websocket_test
