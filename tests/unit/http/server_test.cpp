#include "libs/http/server.hpp"

#include <gtest/gtest.h>

#include "libs/http/client.hpp"
#include "tests/unit/http/raw_peer.hpp"

namespace http {
namespace {

using namespace std::chrono_literals;

// A started server; its handlers answer with what they were asked.
class HttpServer : public testing::Test {
protected:
    void start() {
        const auto port = server_.start();
        ASSERT_TRUE(port) << port.error().message();
        port_ = *port;
    }
    ClientConfig here() const {
        ClientConfig config;
        config.origin = "http://127.0.0.1:" + std::to_string(port_);
        return config;
    }
    base::Result<Response> ask(const std::string& method, const std::string& path,
                               const std::string& body = {}) {
        Client client(here());
        return client.send({method, path, "", {}, body, {}});
    }

    Server server_{ServerConfig{}};
    int port_ = 0;
};

Response echo(const Request& request) { return Response::text(200, request.body); }

TEST_F(HttpServer, HandsOverTheRequestAsItCame) {
    Request seen;
    server_.route("POST", "/slack/events", [&](const Request& request) {
        seen = request;
        return Response::json(200, "{}");
    });
    start();
    Client client(here());
    const std::string body("payload=%7B%7D&a=1\0\r\n\xff", 22);
    const auto answer = client.send({"POST",
                                     "/slack/events",
                                     "x=%2F&x=2",
                                     {{"X-Twice", "1"},
                                      {"X-Twice", "2"},
                                      {"Content-Type", "application/x-www-form-urlencoded"}},
                                     body,
                                     {}});
    ASSERT_TRUE(answer) << answer.error().message();
    EXPECT_EQ(answer->status, 200);
    EXPECT_EQ(*find_header(answer->headers, "Content-Type"), "application/json; charset=utf-8");
    EXPECT_EQ(seen.method, "POST");
    EXPECT_EQ(seen.path, "/slack/events");
    EXPECT_EQ(seen.query, "x=%2F&x=2");
    EXPECT_EQ(seen.body, body);
    EXPECT_EQ(seen.peer, "127.0.0.1");
    EXPECT_EQ(count_header(seen.headers, "x-twice"), 2u);
    EXPECT_EQ(count_header(seen.headers, "remote_addr"), 0u);
}

TEST_F(HttpServer, KeepsDuplicatesInOrderAndTheClientsOwnAddressHeaders) {
    Headers seen;
    server_.route("GET", "/", [&](const Request& request) {
        seen = request.headers;
        return Response::text(200, "");
    });
    start();
    http_test::talk(port_,
                    "GET / HTTP/1.1\r\nX-A: 1\r\nREMOTE_ADDR: 192.0.2.1\r\nx-a: 2\r\n"
                    "LOCAL_PORT: 1\r\nX-B: b\r\nX-a: 3\r\nConnection: close\r\n\r\n");
    std::string values;
    for (const auto& [name, value] : seen) {
        if (name == "X-A" || name == "x-a" || name == "X-a") values += value;
    }
    EXPECT_EQ(values, "123");
    ASSERT_EQ(count_header(seen, "REMOTE_ADDR"), 1u);
    EXPECT_EQ(*find_header(seen, "REMOTE_ADDR"), "192.0.2.1");
    ASSERT_EQ(count_header(seen, "LOCAL_PORT"), 1u);
    EXPECT_EQ(*find_header(seen, "LOCAL_PORT"), "1");
    EXPECT_EQ(count_header(seen, "REMOTE_PORT") + count_header(seen, "LOCAL_ADDR"), 0u);
}

TEST_F(HttpServer, AFormAboveTheLibrarysOwnLimitArrivesWhole) {
    server_.route("POST", "/", echo);
    start();
    Client client(here());
    const std::string body = "payload=" + std::string(100'000, 'x');
    const auto answer = client.send(
        {"POST", "/", "", {{"Content-Type", "application/x-www-form-urlencoded"}}, body, {}});
    ASSERT_TRUE(answer) << answer.error().message();
    EXPECT_EQ(answer->body, body);
}

TEST_F(HttpServer, TellsUnknownPathsFromUnknownMethods) {
    server_.route("GET", "/known", echo);
    server_.route("GET", "/files/*",
                  [](const Request& request) { return Response::text(200, request.path); });
    start();
    EXPECT_EQ(ask("GET", "/known")->status, 200);
    EXPECT_EQ(ask("POST", "/known", "x")->status, 405);
    EXPECT_EQ(ask("GET", "/known/below")->status, 404);
    EXPECT_EQ(ask("GET", "/")->status, 404);
    EXPECT_EQ(ask("GET", "/files/a/b%20c")->body, "/files/a/b%20c");
    EXPECT_EQ(ask("GET", "/files")->status, 404);
}

TEST_F(HttpServer, AnswersHeadAsGetWithoutBody) {
    server_.route("GET", "/", [](const Request&) { return Response::text(200, "four"); });
    start();
    const auto text = http_test::talk(port_, "HEAD / HTTP/1.1\r\nConnection: close\r\n\r\n");
    EXPECT_EQ(text.find("HTTP/1.1 200"), 0u) << text;
    EXPECT_NE(text.find("Content-Length: 4\r\n"), std::string::npos) << text;
    EXPECT_EQ(text.substr(text.size() - 4), "\r\n\r\n") << text;
}

TEST_F(HttpServer, AHandlerThatThrowsIsReportedAndAnswered500) {
    std::vector<std::string> faults;
    server_.on_fault([&](const std::string& what) { faults.push_back(what); });
    server_.route("GET", "/", [](const Request&) -> Response { throw std::runtime_error("why"); });
    server_.route("GET", "/odd", [](const Request&) -> Response { throw 1; });
    start();
    const auto answer = ask("GET", "/");
    ASSERT_TRUE(answer) << answer.error().message();
    EXPECT_EQ(answer->status, 500);
    EXPECT_EQ(answer->body.find("why"), std::string::npos);
    EXPECT_EQ(ask("GET", "/odd")->status, 500);
    ASSERT_EQ(faults.size(), 2u);
    EXPECT_EQ(faults[1], "/odd: not a std::exception");
    EXPECT_EQ(faults[0], "/: why");
}

TEST_F(HttpServer, AHeaderThatWouldCarryAnotherIsLeftOut) {
    server_.route("GET", "/", [](const Request&) {
        return Response{200, {{"X-A", "1\r\nX-B: 2"}, {"X-C", "3"}}, "x"};
    });
    start();
    const auto answer = ask("GET", "/");
    ASSERT_TRUE(answer) << answer.error().message();
    EXPECT_EQ(find_header(answer->headers, "X-B"), nullptr);
    EXPECT_NE(find_header(answer->headers, "X-C"), nullptr);
}

TEST_F(HttpServer, ServesManyRequestsOverOneConnection) {
    server_.route("POST", "/", echo);
    start();
    Client client(here());
    for (int i = 0; i < 200; ++i) {
        const auto answer = client.send({"POST", "/", "", {}, std::to_string(i), {}});
        ASSERT_TRUE(answer) << answer.error().message();
        EXPECT_EQ(answer->body, std::to_string(i));
    }
}

TEST_F(HttpServer, ATakenPortIsAnError) {
    start();
    ServerConfig config;
    config.address = "127.0.0.1:" + std::to_string(port_);
    const auto second = Server(config).start();
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, "address_in_use");
    EXPECT_EQ(second.error().retry, base::Retry::never);
}

TEST(HttpServerAddress, ThatIsNoneIsAnError) {
    for (const auto* address : {"", ":80", "nowhere.invalid:0", "127.0.0.1:x", "192.0.2.1:0"}) {
        ServerConfig config;
        config.address = address;
        const auto port = Server(config).start();
        ASSERT_FALSE(port) << address;
        EXPECT_EQ(port.error().code, "bad_address");
    }
}

TEST_F(HttpServer, StopsTwiceAndRefusesAfterwards) {
    server_.route("GET", "/", echo);
    start();
    ASSERT_TRUE(ask("GET", "/"));
    server_.stop();
    server_.stop();
    const auto answer = ask("GET", "/");
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, "connect_failed");
}

TEST_F(HttpServer, ABrokenPeerIsPlayedByCuttingAfterTheHead) {
    server_.route("GET", "/", [](const Request&) {
        auto answer = Response::text(200, "never comes");
        answer.cut = true;
        return answer;
    });
    start();
    const auto answer = ask("GET", "/");
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, "connection_lost");
    EXPECT_EQ(answer.error().retry, base::Retry::unknown);
}

TEST_F(HttpServer, ASlowPeerIsPlayedByPausesBetweenBytes) {
    server_.route("GET", "/", [](const Request&) {
        auto answer = Response::text(200, "12345");
        answer.drip = 10ms;
        return answer;
    });
    start();
    const auto start_time = std::chrono::steady_clock::now();
    const auto answer = ask("GET", "/");
    ASSERT_TRUE(answer) << answer.error().message();
    EXPECT_EQ(answer->body, "12345");
    EXPECT_GE(std::chrono::steady_clock::now() - start_time, 40ms);
}

}  // namespace
}  // namespace http
