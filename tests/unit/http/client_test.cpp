#include "libs/http/client.hpp"

#include <gtest/gtest.h>

#include <future>

#include "tests/unit/http/raw_peer.hpp"

namespace http {
namespace {

using base::Retry;
using http_test::Connection;
using http_test::eventually;
using http_test::ok;
using http_test::RawPeer;

Request post(std::string body) { return {"POST", "/act", "", {}, std::move(body), {}}; }
Request get() { return {"GET", "/", "", {}, "", {}}; }

ClientConfig to(const RawPeer& peer) {
    ClientConfig config;
    config.origin = peer.origin();
    return config;
}

std::string outcome(const base::Result<Response>& result) {
    return result ? "status " + std::to_string(result->status) : result.error().code;
}

// Answers every request of every connection with its body.
void echo(Connection& connection, int) {
    for (auto request = connection.read_request(); !request.empty();
         request = connection.read_request()) {
        if (!connection.write(ok(request.substr(request.find("\r\n\r\n") + 4)))) return;
    }
}

TEST(HttpClient, SendsMethodTargetHeadersAndBodyAsTheyAre) {
    RawPeer peer([&](Connection& connection, int) {
        peer.saw(connection.read_request());
        connection.write("HTTP/1.1 201 Created\r\nX-B: 2\r\nX-B: 3\r\nContent-Length: 2\r\n\r\nhi");
    });
    Client client(to(peer));
    const auto answer = client.send({"PUT", "/a%20b", "q=%2F+&q", {{"X-A", "1"}}, "a\r\nb", {}});
    ASSERT_TRUE(answer) << answer.error().message();
    EXPECT_EQ(answer->status, 201);
    EXPECT_EQ(answer->body, "hi");
    EXPECT_EQ(count_header(answer->headers, "x-b"), 2u);
    EXPECT_EQ(*find_header(answer->headers, "x-b"), "2");
    const auto request = peer.requests().at(0);
    EXPECT_EQ(request.substr(0, request.find("\r\n")), "PUT /a%20b?q=%2F+&q HTTP/1.1");
    EXPECT_NE(request.find("\r\nX-A: 1\r\n"), std::string::npos) << request;
    EXPECT_EQ(request.substr(request.find("\r\n\r\n") + 4), "a\r\nb");
}

TEST(HttpClient, KeepsOneConnectionForManyCalls) {
    RawPeer peer(echo);
    Client client(to(peer));
    for (int i = 0; i < 20; ++i) {
        const auto answer = client.send(post(std::to_string(i)));
        ASSERT_TRUE(answer) << answer.error().message();
        EXPECT_EQ(answer->body, std::to_string(i));
    }
    EXPECT_EQ(peer.connections(), 1);
}

TEST(HttpClient, AnyStatusIsAnAnswer) {
    RawPeer peer([](Connection& connection, int) {
        connection.read_request();
        connection.write("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n");
    });
    Client client(to(peer));
    EXPECT_EQ(outcome(client.send(post("x"))), "status 503");
}

TEST(HttpClient, FollowsNoRedirect) {
    RawPeer peer([](Connection& connection, int) {
        connection.read_request();
        connection.write("HTTP/1.1 302 Found\r\nLocation: /there\r\nContent-Length: 0\r\n\r\n");
    });
    Client client(to(peer));
    EXPECT_EQ(outcome(client.send(get())), "status 302");
    EXPECT_EQ(peer.connections(), 1);
}

TEST(HttpClient, TriesTheNextAddressOfAName) {  // localhost is ::1 as well on most machines
    RawPeer peer(echo);
    auto config = to(peer);
    config.origin = "http://localhost:" + std::to_string(peer.port());
    Client client(config);
    EXPECT_EQ(outcome(client.send(post("x"))), "status 200");
}

TEST(HttpClient, ARefusedConnectIsForLater) {
    ClientConfig config;
    config.origin = "http://127.0.0.1:" + std::to_string(http_test::free_port());
    Client client(config);
    const auto answer = client.send(post("x"));
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, "connect_failed");
    EXPECT_EQ(answer.error().retry, Retry::later);
}

TEST(HttpClient, ANameWithoutAddressIsForLater) {
    ClientConfig config;
    config.origin = "http://nowhere.invalid";
    Client client(config);
    const auto answer = client.send(post("x"));
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, "connect_failed");
    EXPECT_EQ(answer.error().retry, Retry::later);
}

TEST(HttpClient, AResetAfterTheRequestIsUnknown) {
    RawPeer peer([](Connection& connection, int) {
        connection.read_request();
        connection.reset();
    });
    Client client(to(peer));
    const auto answer = client.send(post("x"));
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, "connection_lost");
    EXPECT_EQ(answer.error().retry, Retry::unknown);
}

TEST(HttpClient, ATruncatedBodyIsUnknown) {
    RawPeer peer([](Connection& connection, int) {
        connection.read_request();
        connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
    });
    Client client(to(peer));
    const auto answer = client.send(post("x"));
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, "connection_lost");
    EXPECT_EQ(answer.error().retry, Retry::unknown);
}

TEST(HttpClient, AnAnswerThatIsNoHttpIsUnknown) {
    std::promise<void> judged;
    RawPeer peer([over = judged.get_future().share()](Connection& connection, int) {
        connection.read_request();
        connection.write("220 mail.example ESMTP\r\n\r\n");
        over.wait();  // had the peer closed, it would count as lost
    });
    Client client(to(peer));
    const auto answer = client.send(post("x"));
    judged.set_value();
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, "bad_response");
    EXPECT_EQ(answer.error().retry, Retry::unknown);
}

TEST(HttpClient, ATooLargeAnswerIsCutOff) {
    RawPeer peer([](Connection& connection, int number) {
        connection.read_request();
        if (number == 0) {  // announced
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n");
        } else {  // comes without a word
            connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            while (connection.write("10\r\n0123456789abcdef\r\n")) {
            }
        }
        connection.wait_for_end();
    });
    auto config = to(peer);
    config.max_response_bytes = 1000;
    Client client(config);
    for (int i = 0; i < 2; ++i) {
        const auto answer = client.send(post("x"));
        ASSERT_FALSE(answer);
        EXPECT_EQ(answer.error().code, "response_too_large");
        EXPECT_EQ(answer.error().retry, Retry::unknown);
    }
}

TEST(HttpClient, NeverSendsAPostTwiceWhenAKeptConnectionDies) {
    RawPeer peer([&](Connection& connection, int) {
        peer.saw(connection.read_request());
        connection.write(ok("first"));
        peer.saw(connection.read_request());  // and dies with it
    });
    Client client(to(peer));
    ASSERT_EQ(outcome(client.send(post("one"))), "status 200");
    const auto answer = client.send(post("two"));
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, "connection_lost");
    EXPECT_EQ(answer.error().retry, Retry::unknown);
    EXPECT_EQ(peer.connections(), 1);
    EXPECT_EQ(peer.requests().size(), 2u);
}

TEST(HttpClient, ReplacesAConnectionThatWasClosedWhileIdle) {
    for (const auto* certificate : {"", "localhost"}) {
        RawPeer peer(
            [&](Connection& connection, int number) {
                connection.read_request();
                connection.write(ok("hello"));
                connection.say_goodbye();
                connection.close();
                peer.saw(std::to_string(number));
            },
            certificate);
        auto config = to(peer);
        config.ca_file = "tests/data/tls/ca.pem";
        Client client(config);
        for (std::size_t i = 1; i <= 3; ++i) {
            ASSERT_EQ(outcome(client.send(post("x"))), "status 200") << certificate << i;
            ASSERT_TRUE(eventually([&] { return peer.requests().size() == i; }));
        }
        EXPECT_EQ(peer.connections(), 3);
    }
}

TEST(HttpClient, TakesTheServersWordForHowLongAConnectionLives) {
    RawPeer peer([](Connection& connection, int) {
        while (!connection.read_request().empty()) {
            connection.write(
                "HTTP/1.1 200 OK\r\nKeep-Alive: timeout=0\r\nContent-Length: 0\r\n\r\n");
        }
    });
    Client client(to(peer));
    EXPECT_EQ(outcome(client.send(post("x"))), "status 200");
    EXPECT_EQ(outcome(client.send(post("x"))), "status 200");
    EXPECT_EQ(peer.connections(), 2);
}

TEST(HttpClient, RefusesARequestThatCouldSmuggleAnother) {
    RawPeer peer(echo);
    Client client(to(peer));
    auto request = get();
    request.headers = {{"X-A", "1\r\nX-B: 2"}};
    EXPECT_EQ(outcome(client.send(request)), "bad_request");
    request = get();
    request.path = "/a HTTP/1.1\r\n\r\nGET /b";
    EXPECT_EQ(outcome(client.send(request)), "bad_request");
    EXPECT_EQ(peer.connections(), 0);
}

TEST(HttpClient, AnOriginThatIsNoneIsAnErrorOfEveryCall) {
    ClientConfig config;
    config.origin = "ftp://example.test";
    Client client(config);
    EXPECT_EQ(outcome(client.send(get())), "bad_url");
    EXPECT_EQ(outcome(client.send(get())), "bad_url");
}

TEST(HttpClient, LeavesNoDescriptorOpen) {
    RawPeer peer([](Connection& connection, int number) {
        connection.read_request();
        if (number % 2 == 0) connection.write(ok("x"));
    });
    Client client(to(peer));
    (void)client.send(get());
    const auto before = [&] {
        EXPECT_TRUE(eventually([&] { return http_test::open_descriptors() < 40; }));
        return http_test::open_descriptors();
    }();
    for (int i = 0; i < 100; ++i) (void)client.send(get());
    EXPECT_TRUE(eventually([&] { return http_test::open_descriptors() <= before + 2; }))
        << before << " before, now " << http_test::open_descriptors();
}

TEST(HttpClient, HoldsNoDescriptorOfALostConnection) {
    RawPeer peer([](Connection& connection, int) { connection.read_request(); });
    const auto before = http_test::open_descriptors();
    Client client(to(peer));
    ASSERT_EQ(outcome(client.send(get())), "connection_lost");
    EXPECT_TRUE(eventually([&] { return http_test::open_descriptors() <= before; }))
        << before << " before, now " << http_test::open_descriptors();
}

}  // namespace
}  // namespace http
