#include <gtest/gtest.h>

#include "libs/http/client.hpp"
#include "tests/unit/http/raw_peer.hpp"

namespace http {
namespace {

using base::Retry;
using http_test::Connection;
using http_test::ok;
using http_test::RawPeer;

void answer_once(Connection& connection, int) {
    if (!connection.read_request().empty()) connection.write(ok("secret"));
    connection.say_goodbye();
}

ClientConfig to(const RawPeer& peer) {
    ClientConfig config;
    config.origin = peer.origin();
    config.ca_file = "tests/data/tls/ca.pem";
    return config;
}

Request post() { return {"POST", "/act", "", {}, "x", {}}; }

TEST(HttpClientTls, TrustsACertificateOfTheCaFileForItsNameAndAddress) {
    RawPeer peer(answer_once, "localhost");
    for (const auto* host : {"localhost", "LOCALHOST", "127.0.0.1"}) {
        auto config = to(peer);
        config.origin = std::string("https://") + host + ":" + std::to_string(peer.port());
        Client client(config);
        const auto answer = client.send(post());
        ASSERT_TRUE(answer) << host << ": " << answer.error().message();
        EXPECT_EQ(answer->body, "secret");
    }
}

TEST(HttpClientTls, RefusesTheCertificateOfAnotherHost) {
    RawPeer peer(answer_once, "elsewhere");
    for (const auto* host : {"localhost", "127.0.0.1"}) {
        auto config = to(peer);
        config.origin = std::string("https://") + host + ":" + std::to_string(peer.port());
        Client client(config);
        const auto answer = client.send(post());
        ASSERT_FALSE(answer);
        EXPECT_EQ(answer.error().code, "tls_failed");
        EXPECT_EQ(answer.error().retry, Retry::later);
    }
}

TEST(HttpClientTls, RefusesAnUnknownAuthorityByTheSystemsStore) {
    RawPeer peer([&](Connection& connection, int) { peer.saw(connection.read_request()); },
                 "localhost");
    auto config = to(peer);
    config.ca_file.clear();
    Client client(config);
    const auto answer = client.send(post());
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, "tls_failed");
    for (const auto& request : peer.requests()) EXPECT_EQ(request, "");
}

TEST(HttpClientTls, APlainPeerIsNoTlsPeer) {
    RawPeer peer([](Connection& connection, int) { connection.write("hello, who is there?\r\n"); });
    auto config = to(peer);
    config.origin = "https://localhost:" + std::to_string(peer.port());
    Client client(config);
    const auto answer = client.send(post());
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, "tls_failed");
}

TEST(HttpClientTls, KeepsOneConnectionForManyCalls) {
    RawPeer peer(
        [](Connection& connection, int) {
            while (!connection.read_request().empty()) connection.write(ok("x"));
        },
        "localhost");
    Client client(to(peer));
    for (int i = 0; i < 10; ++i) ASSERT_TRUE(client.send(post()));
    EXPECT_EQ(peer.connections(), 1);
}

// cpp-httplib 0.18 would send it again when the peer takes its leave before it answers.
TEST(HttpClientTls, NeverSendsAPostTwiceWhenThePeerLeavesWithoutAnAnswer) {
    for (const bool first_answered : {false, true}) {
        RawPeer peer(
            [&](Connection& connection, int) {
                if (first_answered) {
                    connection.read_request();
                    connection.write(ok("x"));
                }
                const auto request = connection.read_request();
                if (!request.empty()) peer.saw(request);
                connection.say_goodbye();
            },
            "localhost");
        Client client(to(peer));
        if (first_answered) {
            ASSERT_TRUE(client.send(post()));
        }
        const auto answer = client.send(post());
        ASSERT_FALSE(answer);
        EXPECT_EQ(answer.error().retry, Retry::unknown) << answer.error().message();
        EXPECT_EQ(peer.requests().size(), 1u);
    }
}

// The same, with the goodbye there before the request is: what the library looks for.
TEST(HttpClientTls, NeverSendsAPostTwiceWhenThePeerLeftWhileItWasWritten) {
    std::atomic<int> bodies{0};
    RawPeer peer(
        [&](Connection& connection, int) {
            const auto head = connection.read_some();
            connection.say_goodbye();
            for (auto more = head; !more.empty(); more = connection.read_some()) {
                if (more.find("the end") != std::string::npos) ++bodies;
            }
        },
        "localhost");
    Client client(to(peer));
    auto request = post();
    request.body = std::string(4u << 20, 'x') + "the end";
    const auto answer = client.send(request);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().retry, Retry::unknown) << answer.error().message();
    EXPECT_LE(bodies, 1);
    EXPECT_LE(peer.connections(), 2);
}

}  // namespace
}  // namespace http
