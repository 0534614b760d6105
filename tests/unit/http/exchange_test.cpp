#include "libs/http/call/exchange.hpp"

#include <gtest/gtest.h>

namespace http {
namespace {

using namespace std::chrono_literals;

Request get(std::string path, std::string query = {}) {
    return {"GET", std::move(path), std::move(query), {}, "", {}};
}

TEST(WellFormed, TakesUsualRequestsAndBytesAboveAscii) {
    EXPECT_TRUE(well_formed(get("/")));
    EXPECT_TRUE(well_formed(get("/a%20b", "q=%EA%B3%A0&x")));
    auto request = get("/\xea\xb3\xa0");
    request.headers = {{"X-A", "two words, \xea\xb3\xa0"}, {"X-B", ""}};
    EXPECT_TRUE(well_formed(request));
}

TEST(WellFormed, RefusesAHeadThatEndsALineEarly) {
    EXPECT_FALSE(well_formed(get("/a\r\n")));
    EXPECT_FALSE(well_formed(get("/a b")));
    EXPECT_FALSE(well_formed(get("a")));
    EXPECT_FALSE(well_formed(get("")));
    EXPECT_FALSE(well_formed(get("/", "q=a b")));
    EXPECT_FALSE(well_formed(get("/", "q=\n")));
    auto request = get("/");
    request.method = "GET /x HTTP/1.1\r\n\r\nGET";
    EXPECT_FALSE(well_formed(request));
    request.method = "";
    EXPECT_FALSE(well_formed(request));
}

TEST(WellFormed, RefusesHeadersThatCarryAnother) {
    for (const auto& header : Headers{{"X-A", "1\r\nX-B: 2"},
                                      {"X-A", std::string(1, '\0')},
                                      {"X-A\r\nX-B", "1"},
                                      {"X-A: 1", "2"},
                                      {"", "1"}}) {
        auto request = get("/");
        request.headers = {header};
        EXPECT_FALSE(well_formed(request)) << header.first;
    }
}

TEST(UsableIdleTime, IsLessThanTheServerAnnouncesAndNeverLong) {
    EXPECT_EQ(usable_idle_time({}), 30s);
    EXPECT_EQ(usable_idle_time({{"keep-alive", "timeout=5, max=100"}}), 4500ms);
    EXPECT_EQ(usable_idle_time({{"Keep-Alive", "max=2, timeout=1"}}), 500ms);
    EXPECT_EQ(usable_idle_time({{"Keep-Alive", "timeout=0"}}), 0ms);
    EXPECT_EQ(usable_idle_time({{"Keep-Alive", "timeout=86400"}}), 30s);
    EXPECT_EQ(usable_idle_time({{"Keep-Alive", "timeout=18446744073709551615"}}), 30s);
    EXPECT_EQ(usable_idle_time({{"Keep-Alive", "timeout=never"}}), 0ms);
    EXPECT_EQ(usable_idle_time({{"Keep-Alive", "max=5"}}), 30s);
}

TEST(NumberOr, ReadsTheNumberInFrontOrTakesTheOther) {
    EXPECT_EQ(number_or("42", 7), 42u);
    EXPECT_EQ(number_or("42 bytes", 7), 42u);
    EXPECT_EQ(number_or("", 7), 7u);
    EXPECT_EQ(number_or("-1", 7), 7u);
    EXPECT_EQ(number_or("99999999999999999999", 7), 7u);
}

}  // namespace
}  // namespace http
