#include <gtest/gtest.h>

#include "tests/unit/http/raw_peer.hpp"
#include "tests/unit/websocket/world.hpp"

namespace websocket_test {
namespace {

using base::Retry;
using http_test::Connection;
using http_test::RawPeer;

ClientConfig to(const RawPeer& peer, const std::string& scheme) {
    ClientConfig out;
    out.url = scheme + "://localhost:" + std::to_string(peer.port()) + "/?ticket=secret-ticket";
    out.ca_file = "tests/data/tls/ca.pem";
    return out;
}

// The code it failed with; whatever the failure, it holds no ticket.
std::string failure_of(Guest& guest, std::chrono::milliseconds limit = 10s) {
    const auto end = std::chrono::steady_clock::now() + limit;
    if (!guest.diary.has_some(1) || std::chrono::steady_clock::now() > end) return "none in time";
    EXPECT_EQ(guest.failure.message().find("secret-ticket"), std::string::npos);
    EXPECT_EQ(guest.diary.entries().size(), 1u);
    return guest.failure.code;
}

TEST(WebsocketOpen, TheServersHelloArrivesAndTheTargetIsWhatWasAskedFor) {
    Loop loop;
    Host host(loop);
    Guest guest(loop, host.client());
    EXPECT_TRUE(guest.diary.has("text hello"));
    EXPECT_EQ(guest.diary.entries().front(), "open");
    EXPECT_TRUE(guest.open());
    EXPECT_TRUE(host.diary.has("open 1 /link/?ticket=secret-ticket"));
}

TEST(WebsocketOpen, OverTlsWithTheNameAndWithTheAddressOfTheCertificate) {
    Loop loop;
    Host host(loop, tls_server("localhost"));
    for (const auto* name : {"localhost", "LOCALHOST", "127.0.0.1"}) {
        auto config = host.client();
        config.url = std::string("wss://") + name + ":" + std::to_string(host.port) + "/";
        Guest guest(loop, config);
        EXPECT_TRUE(guest.diary.has("text hello")) << name;
    }
}

TEST(WebsocketOpen, ACertificateOfAnotherHostIsRefused) {
    Loop loop;
    Host host(loop, tls_server("elsewhere"));
    for (const auto* name : {"localhost", "127.0.0.1"}) {
        auto config = host.client();
        config.url = std::string("wss://") + name + ":" + std::to_string(host.port) + "/";
        Guest guest(loop, config);
        EXPECT_EQ(failure_of(guest), "tls_failed") << name;
        EXPECT_EQ(guest.failure.retry, Retry::later);
    }
    EXPECT_TRUE(host.diary.entries().empty());
}

TEST(WebsocketOpen, AnAuthorityTheSystemDoesNotKnowIsRefused) {
    Loop loop;
    Host host(loop, tls_server("localhost"));
    auto config = host.client();
    config.ca_file.clear();
    Guest guest(loop, config);
    EXPECT_EQ(failure_of(guest), "tls_failed");
    EXPECT_TRUE(host.diary.entries().empty());
}

TEST(WebsocketOpen, ACaFileThatIsNotThereIsForNever) {
    Loop loop;
    Host host(loop, tls_server("localhost"));
    auto config = host.client();
    config.ca_file = "tests/data/tls/no-such-file.pem";
    Guest guest(loop, config);
    EXPECT_EQ(failure_of(guest), "tls_failed");
    EXPECT_EQ(guest.failure.retry, Retry::never);
}

TEST(WebsocketOpen, TheServersNameIsSentButNoAddressAsOne) {
    Loop loop;
    for (const auto* name : {"localhost", "127.0.0.1"}) {
        RawPeer peer([&](Connection& connection, int) { peer.saw(connection.server_name()); },
                     "localhost");
        auto config = to(peer, "wss");
        config.url = std::string("wss://") + name + ":" + std::to_string(peer.port()) + "/";
        Guest guest(loop, config);
        EXPECT_TRUE(guest.diary.has_some(1));
        ASSERT_EQ(peer.requests().size(), 1u) << name;
        EXPECT_EQ(peer.requests()[0], std::string(name) == "localhost" ? "localhost" : "");
    }
}

TEST(WebsocketOpen, APlainPeerIsNoTlsPeer) {
    Loop loop;
    RawPeer peer([](Connection& connection, int) {
        connection.read_some();
        connection.write("HTTP/1.1 400 Bad Request\r\n\r\n");
    });
    Guest guest(loop, to(peer, "wss"));
    EXPECT_EQ(failure_of(guest), "tls_failed");
}

TEST(WebsocketOpen, ARefusedUpgradeTellsTheStatus) {
    Loop loop;
    Host host(loop);
    host.refuse_with = 403;
    Guest guest(loop, host.client());
    EXPECT_EQ(failure_of(guest), "upgrade_refused");
    EXPECT_EQ(guest.failure.context, "status 403");
    EXPECT_EQ(guest.failure.retry, Retry::later);
}

TEST(WebsocketOpen, AnAnswerThatIsNoUpgradeIsRefused) {
    Loop loop;
    for (const auto* answer :
         {"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "nonsense\r\n\r\n", "",
          "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
          "Connection: Upgrade\r\nSec-WebSocket-Accept: wrong\r\n\r\n"}) {
        RawPeer peer([&](Connection& connection, int) {
            connection.read_request();
            connection.write(answer);
        });
        Guest guest(loop, to(peer, "ws"));
        EXPECT_EQ(failure_of(guest), "upgrade_refused") << answer;
    }
}

TEST(WebsocketOpen, ARefusedConnectionIsForLater) {
    Loop loop;
    ClientConfig config;
    config.url = "ws://127.0.0.1:" + std::to_string(http_test::free_port()) + "/";
    Guest guest(loop, config);
    EXPECT_EQ(failure_of(guest), "connect_failed");
    EXPECT_EQ(guest.failure.retry, Retry::later);
}

TEST(WebsocketOpen, ANameWithoutAddressIsForLater) {
    Loop loop;
    ClientConfig config;
    config.url = "wss://nowhere.invalid/";
    Guest guest(loop, config);
    EXPECT_EQ(failure_of(guest), "resolve_failed");
    EXPECT_EQ(guest.failure.retry, Retry::later);
}

TEST(WebsocketOpen, AUrlThatIsNoneIsForNever) {
    Loop loop;
    for (const auto* url : {"", "http://localhost/", "wss://", "wss:///path", "wss://h:0/",
                            "wss://h:65536/", "secret-ticket"}) {
        ClientConfig config;
        config.url = url;
        Guest guest(loop, config);
        EXPECT_EQ(failure_of(guest), "bad_url") << url;
        EXPECT_EQ(guest.failure.retry, Retry::never);
    }
}

// One deadline over all steps, whichever the peer falls silent in.
TEST(WebsocketOpen, ASilentPeerEndsAtTheDeadlineOfOpening) {
    Loop loop;
    RawPeer silent([](Connection& connection, int) { connection.wait_for_end(); });
    RawPeer dripping([](Connection& connection, int) {
        connection.drip("HTTP/1.1 101 Switching Protocols\r\n" + std::string(1000, 'x'), 20ms);
    });
    RawPeer after_tls([](Connection& connection, int) { connection.wait_for_end(); }, "localhost");
    for (auto config : {to(silent, "ws"), to(silent, "wss"), to(dripping, "ws"),
                        to(dripping, "wss"), to(after_tls, "wss")}) {
        config.open_timeout = 200ms;
        const auto start = std::chrono::steady_clock::now();
        Guest guest(loop, config);
        const auto code = failure_of(guest, 2s);
        EXPECT_TRUE(code == "open_timeout" || code == "tls_failed") << code;
        EXPECT_EQ(guest.failure.retry, Retry::later);
        if (code == "open_timeout") {
            EXPECT_GE(std::chrono::steady_clock::now() - start, 200ms);
        }
    }
}

TEST(WebsocketOpen, LeavesNoDescriptorOpen) {
    Loop loop;
    Host host(loop);
    ClientConfig nobody;
    nobody.url = "ws://127.0.0.1:" + std::to_string(http_test::free_port()) + "/";
    const auto before = http_test::open_descriptors();
    for (int i = 0; i < 50; ++i) {
        Guest guest(loop, i % 2 == 0 ? host.client() : nobody);
        ASSERT_TRUE(guest.diary.has_some(1));
    }
    EXPECT_TRUE(http_test::eventually([&] { return http_test::open_descriptors() <= before; }))
        << before << " before, now " << http_test::open_descriptors();
}

}  // namespace
}  // namespace websocket_test
