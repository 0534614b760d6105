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

Request post() { return {"POST", "/act", "", {}, "x", {}}; }

ClientConfig to(const RawPeer& peer, std::chrono::milliseconds total_timeout) {
    ClientConfig config;
    config.origin = peer.origin();
    config.total_timeout = total_timeout;
    return config;
}

std::chrono::milliseconds since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() -
                                                                 start);
}

TEST(HttpClientDeadline, ASilentPeerEndsAtTheTotalDeadlineAndTheNextCallWorks) {
    RawPeer peer([](Connection& connection, int number) {
        if (number == 0) return connection.wait_for_end();
        connection.read_request();
        connection.write(ok("hello"));
    });
    Client client(to(peer, 200ms));
    const auto start = std::chrono::steady_clock::now();
    const auto answer = client.send(post());
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, "timeout");
    EXPECT_EQ(answer.error().retry, Retry::unknown);
    EXPECT_GE(since(start), 200ms);
    EXPECT_LT(since(start), 900ms);  // before the library's own timeout
    const auto next = client.send(post());
    ASSERT_TRUE(next) << next.error().message();
    EXPECT_EQ(next->body, "hello");
}

TEST(HttpClientDeadline, ADrippingAnswerEndsAtTheTotalDeadline) {
    RawPeer peer([](Connection& connection, int) {
        connection.read_request();
        connection.drip(ok(std::string(10'000, 'x')), 20ms);
    });
    Client client(to(peer, 300ms));
    const auto start = std::chrono::steady_clock::now();
    const auto answer = client.send(post());
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, "timeout");
    EXPECT_LT(since(start), 3s);
}

TEST(HttpClientDeadline, ADrippingHandshakeEndsAtTheTotalDeadlineWithNothingSent) {
    RawPeer peer([](Connection& connection, int) {  // a TLS record of 16 kB, one byte at a time
        connection.drip(std::string("\x16\x03\x03\x40\x00", 5) + std::string(1000, 'x'), 20ms);
    });
    auto config = to(peer, 300ms);
    config.origin = "https://localhost:" + std::to_string(peer.port());
    Client client(config);
    const auto start = std::chrono::steady_clock::now();
    const auto answer = client.send(post());
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, "tls_failed");
    EXPECT_EQ(answer.error().retry, Retry::later);
    EXPECT_LT(since(start), 3s);
}

}  // namespace
}  // namespace http
