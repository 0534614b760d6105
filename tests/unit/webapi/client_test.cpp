#include "libs/webapi/client.hpp"

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <nlohmann/json.hpp>
#include <thread>

#include "libs/base/mutex.hpp"
#include "libs/http/server.hpp"

namespace webapi {
namespace {

using base::Retry;
using base::Secret;
using std::chrono::milliseconds;

// Answers every POST by what the test has put there, and remembers the last request.
class FakeSlack {
public:
    FakeSlack() {
        server_.route("POST", "/api/*",
                      [this](const http::Request& request) { return take(request); });
        server_.route("POST", "/hook/*",
                      [this](const http::Request& request) { return take(request); });
        port_ = *server_.start();
    }
    void answer(http::Response response) {
        base::Lock lock(mutex_);
        response_ = std::move(response);
    }
    void answer(int status, const std::string& body, http::Headers headers = {}) {
        answer(http::Response{status, std::move(headers), body});
    }
    http::Request seen() {
        base::Lock lock(mutex_);
        return seen_;
    }
    std::string origin() const { return "http://127.0.0.1:" + std::to_string(port_); }
    Config config() const {
        Config config;
        config.api_url = origin() + "/api/";
        return config;
    }

private:
    http::Response take(const http::Request& request) {
        base::Lock lock(mutex_);
        seen_ = request;
        return response_;
    }
    base::Mutex mutex_;
    http::Request seen_ GUARDED_BY(mutex_);
    http::Response response_ GUARDED_BY(mutex_) = http::Response::json(200, R"({"ok":true})");
    http::Server server_{http::ServerConfig{}};
    int port_ = 0;
};

struct WebApi : testing::Test {
    FakeSlack slack;
    Client client{slack.config()};

    base::Error failure(const std::string& method = "chat.postMessage") {
        const auto answer = client.call(method, Secret("xoxb-1"), R"({"channel":"C1"})");
        EXPECT_FALSE(answer);
        return answer ? base::Error{} : answer.error();
    }
};

TEST_F(WebApi, SendsJsonWithCharsetAndBearerAndReadsTheTs) {
    slack.answer(200, R"({"ok":true,"channel":"C1","ts":"171.5","message":{}})");
    const auto answer = client.call("chat.postMessage", Secret("xoxb-1"), R"({"text":"고양이"})");
    ASSERT_TRUE(answer) << answer.error().message();
    EXPECT_EQ(answer->ts, "171.5");
    EXPECT_EQ(answer->channel, "C1");
    const auto seen = slack.seen();
    EXPECT_EQ(seen.path, "/api/chat.postMessage");
    EXPECT_EQ(seen.body, R"({"text":"고양이"})");
    EXPECT_EQ(*http::find_header(seen.headers, "Authorization"), "Bearer xoxb-1");
    EXPECT_EQ(*http::find_header(seen.headers, "Content-Type"), "application/json; charset=utf-8");
}

TEST_F(WebApi, ReadsWhatTheTokenMay) {
    slack.answer(200, R"({"ok":true})", {{"X-OAuth-Scopes", "commands,chat:write"}});
    EXPECT_EQ(client.call("auth.test", Secret("x"), "{}")->scopes, "commands,chat:write");
    slack.answer(200, R"({"ok":true})");
    EXPECT_EQ(client.call("auth.test", Secret("x"), "{}")->scopes, "");
}

TEST_F(WebApi, ReadsTheTsOfAnEphemeralMessage) {
    slack.answer(200, R"({"ok":true,"message_ts":"9.1"})");
    EXPECT_EQ(client.call("chat.postEphemeral", Secret("x"), "{}")->ts, "9.1");
}

TEST_F(WebApi, SendsFormOnlyMethodsAsForms) {
    ASSERT_TRUE(client.call("users.info", Secret("x"),
                            R"({"user":"U1&x","include_locale":true,"cursor":null})"));
    const auto seen = slack.seen();
    EXPECT_EQ(*http::find_header(seen.headers, "Content-Type"),
              "application/x-www-form-urlencoded");
    const auto fields = http::parse_form(seen.body);
    ASSERT_EQ(fields.size(), 2u);
    EXPECT_EQ(fields[0], (std::pair<std::string, std::string>{"include_locale", "true"}));
    EXPECT_EQ(fields[1], (std::pair<std::string, std::string>{"user", "U1&x"}));
}

TEST_F(WebApi, RefusesArgumentsThatAreNoObject) {
    for (const auto* text : {"", "[]", "{", "1", "[{}]"}) {
        const auto answer = client.call("chat.postMessage", Secret("x"), text);
        ASSERT_FALSE(answer) << text;
        EXPECT_EQ(answer.error().code, "bad_arguments");
    }
}

TEST_F(WebApi, WaitsAsLongAsSlackSays) {
    slack.answer(429, R"({"ok":false,"error":"ratelimited"})", {{"Retry-After", "7"}});
    EXPECT_EQ(failure().retry, Retry::after);
    EXPECT_EQ(failure().wait, milliseconds{7000});
    slack.answer(200, R"({"ok":false,"error":"rate_limited"})");
    EXPECT_EQ(failure().code, "ratelimited");
}

TEST_F(WebApi, CallsA5xxAndHalfAnAnswerUnknown) {
    slack.answer(500, "<html>");
    EXPECT_EQ(failure().retry, Retry::unknown);
    slack.answer(200, R"({"ok":tr)");
    EXPECT_EQ(failure().code, "unparsable");
    EXPECT_EQ(failure().retry, Retry::unknown);
    slack.answer(200, R"({"error":5})");
    EXPECT_EQ(failure().retry, Retry::unknown);
    slack.answer(503, "");
    EXPECT_EQ(failure().retry, Retry::later);
}

TEST_F(WebApi, SaysWhichScopeIsMissing) {
    slack.answer(200,
                 R"({"ok":false,"error":"missing_scope","needed":"chat:write","provided":"x"})");
    EXPECT_EQ(failure().context, "needed chat:write, provided x");
}

TEST_F(WebApi, TellsAPictureThatSlackCouldNotFetchFromWrongBlocks) {
    slack.answer(200, R"({"ok":false,"error":"invalid_blocks","response_metadata":{"messages":
        ["[ERROR] downloading image failed [json-pointer:/blocks/0/image_url]"]}})");
    EXPECT_EQ(failure().code, "image_download_failed");
    EXPECT_EQ(failure().retry, Retry::later);
    slack.answer(200, R"({"ok":false,"error":"invalid_blocks"})");
    EXPECT_EQ(failure().retry, Retry::never);
}

TEST_F(WebApi, PostsToResponseUrlsOfSlackAlone) {
    slack.answer(200, "ok");
    const auto ours = client.post_response_url(Secret(slack.origin() + "/hook/1?a=b"), "{}");
    EXPECT_TRUE(ours) << ours.error().message();
    EXPECT_EQ(slack.seen().query, "a=b");
    for (const std::string url :
         {"http://169.254.169.254/latest", "https://hooks.slack.com.evil.example/x",
          "https://hooks.slack.com@evil.example/x", "http://hooks.slack.com/x",
          "https://hooks.slack.com:8443/x", "https://127.0.0.1/x"}) {
        const auto foreign = client.post_response_url(Secret(url), "{}");
        ASSERT_FALSE(foreign) << url;
        EXPECT_EQ(foreign.error().retry, Retry::never) << url;
        EXPECT_TRUE(foreign.error().code == "foreign_host" || foreign.error().code == "bad_url");
    }
}

TEST_F(WebApi, ReadsTheWordsOfADeadResponseUrl) {
    slack.answer(404, R"({"ok":false,"error":"used_url"})");
    const Secret url(slack.origin() + "/hook/1");
    EXPECT_EQ(client.post_response_url(url, "{}").error().code, "used_url");
    slack.answer(404, "expired_url");
    EXPECT_EQ(client.post_response_url(url, "{}").error().code, "expired_url");
    slack.answer(403, "<html>no</html>");
    EXPECT_EQ(client.post_response_url(url, "{}").error().code, "http_403");
}

TEST(WebApiAlone, CallsARefusedConnectionNotDone) {
    Config config;
    {
        const FakeSlack gone;
        config = gone.config();
    }
    Client client(config);
    const auto answer = client.call("chat.postMessage", Secret("x"), "{}");
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().retry, Retry::later);
}

// A listener that drips one byte of an endless header every 50 ms.
class DrippingServer {
public:
    DrippingServer() {
        listener_ = socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t length = sizeof address;
        auto* const generic = reinterpret_cast<sockaddr*>(&address);
        EXPECT_EQ(bind(listener_, generic, length), 0);
        EXPECT_EQ(listen(listener_, 1), 0);
        EXPECT_EQ(getsockname(listener_, generic, &length), 0);
        port_ = ntohs(address.sin_port);
        thread_ = std::thread([this] { drip(); });
    }
    ~DrippingServer() {
        stop_ = true;
        thread_.join();
        close(listener_);
    }
    int port() const { return port_; }

private:
    void drip() {
        const int peer = accept(listener_, nullptr, nullptr);
        const std::string start = "HTTP/1.1 200 OK\r\nX: ";
        (void)!send(peer, start.data(), start.size(), MSG_NOSIGNAL);
        while (!stop_ && send(peer, "x", 1, MSG_NOSIGNAL) == 1) {
            std::this_thread::sleep_for(milliseconds(50));
        }
        close(peer);
    }
    int listener_ = -1;
    int port_ = 0;
    std::atomic<bool> stop_{false};
    std::thread thread_;
};

TEST(WebApiAlone, EndsACallThatDripsWithinItsTotalTime) {
    const DrippingServer server;
    Config config;
    config.api_url = "http://127.0.0.1:" + std::to_string(server.port()) + "/api/";
    config.total_timeout = milliseconds(600);
    Client client(config);
    const auto start = std::chrono::steady_clock::now();
    const auto answer = client.call("chat.postMessage", Secret("x"), "{}");
    EXPECT_LT(std::chrono::steady_clock::now() - start, milliseconds(1500));
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().retry, Retry::unknown);
}

TEST(WebApiAlone, GivesEveryCallFiveSecondsInAll) {
    EXPECT_EQ(Config{}.total_timeout, milliseconds(5000));
}

}  // namespace
}  // namespace webapi
