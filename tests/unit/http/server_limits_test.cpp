#include <gtest/gtest.h>

#include "libs/base/mutex.hpp"
#include "libs/http/client.hpp"
#include "libs/http/server.hpp"
#include "tests/unit/http/raw_peer.hpp"

namespace http {
namespace {

using namespace std::chrono_literals;
using http_test::eventually;
using http_test::talk;

// Handlers wait here until the test opens it.
class Gate {
public:
    void pass() {
        base::Lock lock(mutex_);
        most_ = std::max(most_, ++inside_);
        while (!open_) opened_.wait_for(mutex_, 1s);
        --inside_;
    }
    void open() {
        base::Lock lock(mutex_);
        open_ = true;
        opened_.notify_all();
    }
    int inside() {
        base::Lock lock(mutex_);
        return inside_;
    }
    int most() {
        base::Lock lock(mutex_);
        return most_;
    }

private:
    base::Mutex mutex_;
    base::Condition opened_;
    bool open_ GUARDED_BY(mutex_) = false;
    int inside_ GUARDED_BY(mutex_) = 0;
    int most_ GUARDED_BY(mutex_) = 0;
};

std::string at(int port) { return "http://127.0.0.1:" + std::to_string(port); }

base::Result<Response> ask(int port, const std::string& method, const std::string& body = {}) {
    ClientConfig config;
    config.origin = at(port);
    Client client(config);
    return client.send({method, "/", "", {}, body, {}});
}

int started(Server& server) {
    const auto port = server.start();
    EXPECT_TRUE(port) << port.error().message();
    return port.value_or(0);
}

TEST(HttpServerLimits, ATooLargeBodyIsRefusedWithoutTheHandler) {
    ServerConfig config;
    config.max_body_bytes = 1000;
    Server server(config);
    std::atomic<int> calls{0};
    server.route("POST", "/", [&](const Request& request) {
        ++calls;
        return Response::text(200, std::to_string(request.body.size()));
    });
    const int port = started(server);
    EXPECT_EQ(ask(port, "POST", std::string(1000, 'x'))->status, 200);
    EXPECT_EQ(ask(port, "POST", std::string(1001, 'x'))->status, 413);
    EXPECT_EQ(calls, 1);
}

TEST(HttpServerLimits, TheRestOfATooLargeBodyIsNotTakenForARequest) {
    ServerConfig config;
    config.max_body_bytes = 10;
    Server server(config);
    std::atomic<int> calls{0};
    server.route("GET", "/smuggled", [&](const Request&) {
        ++calls;
        return Response::text(200, "smuggled");
    });
    server.route("POST", "/", [](const Request&) { return Response::text(200, "ok"); });
    const int port = started(server);
    // Longer than the library's read buffer, which it throws away between two requests.
    std::string body = std::string(100'000, 'x') + "\r\n\r\n";
    for (int i = 0; i < 10'000; ++i) body += "GET /smuggled HTTP/1.1\r\n\r\n";
    const auto length = std::to_string(body.size());
    const auto answer =
        talk(port, "POST / HTTP/1.1\r\nContent-Length: " + length + "\r\n\r\n" + body);
    EXPECT_EQ(answer.find("HTTP/1.1 413"), 0u) << answer;
    EXPECT_EQ(answer.find("HTTP/1.1", 1), std::string::npos) << answer;
    EXPECT_EQ(calls, 0);
}

TEST(HttpServerLimits, AChunkedBodyIsCountedToo) {
    ServerConfig config;
    config.max_body_bytes = 10;
    Server server(config);
    server.route("POST", "/",
                 [](const Request& request) { return Response::text(200, request.body); });
    const int port = started(server);
    const std::string head =
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n";
    const auto small = talk(port, head + "5\r\nhello\r\n0\r\n\r\n");
    EXPECT_NE(small.find("\r\n\r\nhello"), std::string::npos) << small;
    const auto large = talk(port, head + "5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n");
    EXPECT_EQ(large.find("HTTP/1.1 413"), 0u) << large;
}

TEST(HttpServerLimits, APostWithoutALengthHasAnEmptyBody) {
    Server server({});
    server.route("POST", "/", [](const Request& request) {
        return Response::text(200, "[" + request.body + "]");
    });
    const int port = started(server);
    const auto answer = talk(port, "POST / HTTP/1.1\r\nConnection: close\r\n\r\n");
    EXPECT_NE(answer.find("[]"), std::string::npos) << answer;
}

TEST(HttpServerLimits, NoMoreHandlersRunAtOnceThanThreads) {
    ServerConfig config;
    config.threads = 2;
    Server server(config);
    Gate gate;
    server.route("GET", "/", [&](const Request&) {
        gate.pass();
        return Response::text(200, "");
    });
    const int port = started(server);
    std::vector<std::thread> callers;
    std::atomic<int> answered{0};
    for (int i = 0; i < 6; ++i) {
        callers.emplace_back([&] { answered += ask(port, "GET") ? 1 : 0; });
    }
    EXPECT_TRUE(eventually([&] { return gate.inside() == 2; }));
    gate.open();
    for (auto& caller : callers) caller.join();
    EXPECT_EQ(answered, 6);
    EXPECT_EQ(gate.most(), 2);
}

TEST(HttpServerLimits, IdleConnectionsDoNotLockOutTheNextOne) {
    ServerConfig config;
    config.threads = 2;
    Server server(config);
    server.route("GET", "/", [](const Request&) { return Response::text(200, ""); });
    const int port = started(server);
    std::vector<Client> kept;
    for (int i = 0; i < 40; ++i) {
        ClientConfig mine;
        mine.origin = at(port);
        mine.total_timeout = 900ms;  // less than until the server ends an idle connection
        kept.emplace_back(mine);
        const auto answer = kept.back().send({"GET", "/", "", {}, "", {}});
        ASSERT_TRUE(answer) << i << ": " << answer.error().message();
    }
}

TEST(HttpServerLimits, StopLetsARunningHandlerEndAndAnswer) {
    Server server({});
    Gate gate;
    server.route("GET", "/", [&](const Request&) {
        gate.pass();
        return Response::text(200, "done");
    });
    const int port = started(server);
    std::string body;
    std::thread caller([&] {
        const auto answer = ask(port, "GET");
        body = answer ? answer->body : answer.error().message();
    });
    ASSERT_TRUE(eventually([&] { return gate.inside() == 1; }));
    std::thread stopper([&] { server.stop(); });
    gate.open();
    stopper.join();
    caller.join();
    EXPECT_EQ(body, "done");
}

TEST(HttpServerLimits, ASilentClientIsLetGoAfterTheReadTimeout) {
    ServerConfig config;
    config.read_timeout = 200ms;
    Server server(config);
    server.route("POST", "/",
                 [](const Request& request) { return Response::text(200, request.body); });
    const int port = started(server);
    const auto start = std::chrono::steady_clock::now();
    talk(port, "POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\nhalf");
    EXPECT_LT(std::chrono::steady_clock::now() - start, 3s);
}

}  // namespace
}  // namespace http
