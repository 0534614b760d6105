#include <gtest/gtest.h>

#include "libs/http/client.hpp"
#include "tests/unit/http/raw_peer.hpp"

namespace http {
namespace {

using namespace std::chrono_literals;
using base::Retry;
using http_test::Connection;
using http_test::ok;
using http_test::RawPeer;

constexpr auto login = "Proxy-Authorization: Basic dXNlcjpwYTpzcyA=\r\n";  // user, "pa:ss "

Request post() { return {"POST", "/act", "", {}, "x", {}}; }

ClientConfig through(const RawPeer& proxy, const std::string& origin) {
    ClientConfig config;
    config.origin = origin;
    config.proxy = "http://user:pa%3Ass%20@127.0.0.1:" + std::to_string(proxy.port());
    config.ca_file = "tests/data/tls/ca.pem";
    return config;
}

TEST(HttpClientProxy, ForwardsPlainRequestsWithTheLogin) {
    RawPeer proxy([&](Connection& connection, int) {
        proxy.saw(connection.read_request());
        connection.write(ok("by proxy"));
    });
    Client client(through(proxy, "http://example.test:81"));
    const auto answer = client.send(post());
    ASSERT_TRUE(answer) << answer.error().message();
    EXPECT_EQ(answer->body, "by proxy");
    const auto request = proxy.requests().at(0);
    EXPECT_EQ(request.find("POST http://example.test:81/act HTTP/1.1\r\n"), 0u) << request;
    EXPECT_NE(request.find(login), std::string::npos) << request;
}

// The tunnel ends at a TLS peer in the same process, which is what a proxy's socket is to a client.
TEST(HttpClientProxy, TunnelsTlsAndKeepsTheLoginFromTheOrigin) {
    RawPeer origin(
        [&](Connection& connection, int) {
            for (auto request = connection.read_request(); !request.empty();
                 request = connection.read_request()) {
                origin.saw(request);
                connection.write(ok("from origin"));
            }
        },
        "localhost");
    RawPeer proxy([&](Connection& connection, int) {
        proxy.saw(connection.read_request());
        connection.write("HTTP/1.1 200 Connection established\r\n\r\n");
        http_test::join(connection, origin.port());
    });
    Client client(through(proxy, origin.origin()));
    for (int i = 0; i < 3; ++i) {
        const auto answer = client.send(post());
        ASSERT_TRUE(answer) << answer.error().message();
        EXPECT_EQ(answer->body, "from origin");
    }
    EXPECT_EQ(proxy.connections(), 1);
    const auto connect = proxy.requests().at(0);
    EXPECT_EQ(connect.find("CONNECT localhost:" + std::to_string(origin.port()) + " HTTP/1.1"), 0u);
    EXPECT_NE(connect.find(login), std::string::npos) << connect;
    ASSERT_EQ(origin.requests().size(), 3u);
    for (const auto& request : origin.requests()) {
        EXPECT_EQ(request.find("Proxy-Authorization"), std::string::npos) << request;
    }
}

TEST(HttpClientProxy, ARefusalIsForLaterAndNamesTheStatusButNotThePassword) {
    for (const auto* status : {"403 Forbidden", "407 Login", "502 Bad Gateway"}) {
        RawPeer proxy([&](Connection& connection, int) {
            connection.read_request();
            connection.write(std::string("HTTP/1.1 ") + status + "\r\nContent-Length: 0\r\n\r\n");
            proxy.saw(connection.read_some());
        });
        Client client(through(proxy, "https://localhost:1"));
        const auto answer = client.send(post());
        ASSERT_FALSE(answer) << answer->status;
        EXPECT_EQ(answer.error().code, "proxy_refused");
        EXPECT_EQ(answer.error().retry, Retry::later);
        EXPECT_NE(answer.error().context.find(std::string(status).substr(0, 3)), std::string::npos);
        EXPECT_EQ(answer.error().context.find("pa:ss"), std::string::npos);
        ASSERT_TRUE(http_test::eventually([&] { return proxy.requests().size() == 1; }));
        EXPECT_EQ(proxy.requests()[0], "");  // nothing goes to a proxy that refused
    }
}

TEST(HttpClientProxy, ARefusalOfAPlainRequestIsTheProxysNotTheOrigins) {
    RawPeer proxy([&](Connection& connection, int) {
        connection.read_request();
        connection.write("HTTP/1.1 407 Login\r\nContent-Length: 0\r\n\r\n");
    });
    Client client(through(proxy, "http://example.test"));
    const auto answer = client.send(post());
    ASSERT_FALSE(answer) << answer->status;
    EXPECT_EQ(answer.error().code, "proxy_refused");
    EXPECT_EQ(answer.error().retry, Retry::later);
}

TEST(HttpClientProxy, AMissingOrBrokenProxyIsForLater) {
    RawPeer proxy([](Connection& connection, int) {
        connection.read_request();
        connection.reset();
    });
    auto config = through(proxy, "https://localhost:1");
    for (int i = 0; i < 2; ++i) {
        Client client(config);
        const auto answer = client.send(post());
        ASSERT_FALSE(answer);
        EXPECT_EQ(answer.error().code, "proxy_failed");
        EXPECT_EQ(answer.error().retry, Retry::later);
        config.proxy = "127.0.0.1:" + std::to_string(http_test::free_port());
    }
}

TEST(HttpClientProxy, ADrippingProxyEndsAtTheTotalDeadlineWithNothingSent) {
    RawPeer proxy([](Connection& connection, int) {
        connection.read_request();
        connection.drip("HTTP/1.1 200 OK" + std::string(1000, ' '), 20ms);
    });
    auto config = through(proxy, "https://localhost:1");
    config.total_timeout = 300ms;
    Client client(config);
    const auto start = std::chrono::steady_clock::now();
    const auto answer = client.send(post());
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, "proxy_failed");
    EXPECT_EQ(answer.error().retry, Retry::later);
    EXPECT_LT(std::chrono::steady_clock::now() - start, 1s);
}

TEST(HttpClientProxy, NoProxyGoesStraightToTheHost) {
    RawPeer proxy([](Connection&, int) {});
    RawPeer origin([](Connection& connection, int) {
        connection.read_request();
        connection.write(ok("straight"));
    });
    auto config = through(proxy, origin.origin());
    config.no_proxy = "example.test, 127.0.0.1";
    Client client(config);
    const auto answer = client.send(post());
    ASSERT_TRUE(answer) << answer.error().message();
    EXPECT_EQ(answer->body, "straight");
    EXPECT_EQ(proxy.connections(), 0);
}

TEST(HttpClientProxy, AMalformedProxyIsAnErrorThatHidesIt) {
    ClientConfig config;
    config.origin = "https://localhost:1";
    config.proxy = "socks5://user:hidden@127.0.0.1:1";
    Client client(config);
    const auto answer = client.send(post());
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, "bad_proxy");
    EXPECT_EQ(answer.error().message().find("hidden"), std::string::npos);
}

}  // namespace
}  // namespace http
