#include "services/sticker-worker/adapters/inputs/members.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <future>
#include <memory>

#include "libs/http/server.hpp"

namespace {

using namespace worker;
using namespace std::chrono_literals;

const char* const kim =
    R"({"ok":true,"user":{"id":"U1","locale":"ko-KR","real_name":"Kim Jimin",)"
    R"("profile":{"display_name":"김지민","image_72":"https://p.example/1.png"}}})";

// Slack, as far as users.info goes; Redis is away all the time.
struct MembersWithoutRedis : testing::Test {
    std::atomic<int> calls{0};
    std::string last_body;
    std::function<http::Response()> answer = [] { return reply(200, kim); };
    http::Server server{http::ServerConfig{}};
    base::ManualClock clock;
    telemetry::Metrics metrics;
    Figures figures{metrics};
    redis::Client redis{nobody()};
    RedisCache cache{redis, clock};
    installs::SingleToken tokens{base::Secret("xoxb-1")};
    std::unique_ptr<Members> members;

    static http::Response reply(int status, const std::string& body) {
        http::Response response;
        response.status = status;
        response.body = body;
        return response;
    }
    static redis::Config nobody() {
        redis::Config config;
        config.port = 1;
        config.connect_timeout = 50ms;
        return config;
    }
    void SetUp() override {
        server.route("POST", "/api/users.info", [this](const http::Request& request) {
            ++calls;
            last_body = request.body;
            return answer();
        });
        const auto port = server.start();
        ASSERT_TRUE(port.ok());
        webapi::Config slack;
        slack.api_url = "http://127.0.0.1:" + std::to_string(*port) + "/api/";
        members = std::make_unique<Members>(slack, tokens, cache, clock, figures);
    }
    // Calls that Slack did not answer.
    int failures() const {
        const std::string text = metrics.text();
        int sum = 0;
        const std::string name = "worker_member_reads_total{from=\"";
        for (auto at = text.find(name); at != std::string::npos; at = text.find(name, at + 1)) {
            const std::string line = text.substr(at, text.find('\n', at) - at);
            if (line.find("\"slack\"") != std::string::npos) continue;
            sum += std::stoi(line.substr(line.rfind(' ')));
        }
        return sum;
    }
    Member find(const std::string& user = "U1") {
        return members->find(proto::TeamId("T1"), proto::UserId(user));
    }
};

TEST_F(MembersWithoutRedis, TellLocaleNameAndPhoto) {
    EXPECT_EQ(find(), (Member{true, "ko-KR", "김지민", "https://p.example/1.png"}));
    EXPECT_EQ(last_body, "include_locale=true&user=U1");
}

TEST_F(MembersWithoutRedis, SignTheirPostsWhereTheAppMayLetThem) {
    const std::pair<const char*, bool> lists[] = {
        {"commands,chat:write,chat:write.customize", true},
        {"chat:write, chat:write.customize, users:read", true},
        {"commands,chat:write,chat:write.customized", false},
        {"commands", false},
        {"", true}};
    int number = 0;
    for (const auto& [scopes, signs] : lists) {
        answer = [scopes = scopes] {
            http::Response response = reply(200, kim);
            response.headers.emplace_back("X-OAuth-Scopes", scopes);
            return response;
        };
        EXPECT_EQ(find("U" + std::to_string(++number)).may_sign, signs) << scopes;
    }
}

TEST_F(MembersWithoutRedis, AreAskedForOnceInTenMinutes) {
    find();
    clock.advance(9min);
    EXPECT_TRUE(find().known);
    EXPECT_EQ(calls, 1);
    clock.advance(2min);
    EXPECT_TRUE(find().known);
    EXPECT_EQ(calls, 2);
}

TEST_F(MembersWithoutRedis, ASlowSlackCostsOneCallAndThenNothing) {
    std::promise<void> awake;
    answer = [still = awake.get_future().share()] {
        still.wait_for(5s);
        return reply(200, kim);
    };
    const auto before = std::chrono::steady_clock::now();
    EXPECT_FALSE(find("U1").known);
    EXPECT_LT(std::chrono::steady_clock::now() - before, 2s);
    EXPECT_FALSE(find("U2").known);
    EXPECT_EQ(calls, 1);
    awake.set_value();
    server.stop();  // its last answer is given
    clock.advance(6s);
    EXPECT_FALSE(find("U2").known);
    EXPECT_EQ(failures(), 2);  // it was asked again
}

TEST_F(MembersWithoutRedis, AMemberSlackWillNotTellAboutStopsNobodyElse) {
    answer = [] { return reply(200, R"({"ok":false,"error":"user_not_found"})"); };
    EXPECT_FALSE(find("UGONE").known);
    EXPECT_FALSE(find("UGONE").known);
    EXPECT_EQ(calls, 1);
    answer = [] { return reply(200, kim); };
    EXPECT_TRUE(find("U1").known);
}

TEST_F(MembersWithoutRedis, ARateLimitIsKept) {
    answer = [] {
        http::Response response = reply(429, R"({"ok":false,"error":"ratelimited"})");
        response.headers.emplace_back("Retry-After", "30");
        return response;
    };
    EXPECT_FALSE(find("U1").known);
    clock.advance(20s);
    EXPECT_FALSE(find("U1").known);
    EXPECT_EQ(calls, 1);
}

}  // namespace
