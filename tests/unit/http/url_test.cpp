#include <gtest/gtest.h>

#include "libs/http/client.hpp"
#include "libs/http/proxy.hpp"

namespace http {
namespace {

TEST(HttpUrl, SplitsIntoOriginAndTarget) {
    const auto url = parse_url("HTTPS://Hooks.Slack.com:8443/commands/1?a=b#part");
    ASSERT_TRUE(url);
    EXPECT_EQ(url->scheme, "https");
    EXPECT_EQ(url->host, "hooks.slack.com");
    EXPECT_EQ(url->port, 8443);
    EXPECT_EQ(url->target, "/commands/1?a=b");
    EXPECT_EQ(url->origin(), "https://hooks.slack.com:8443");
}

TEST(HttpUrl, FillsInPortAndPath) {
    const auto secure = parse_url("https://slack.com");
    ASSERT_TRUE(secure);
    EXPECT_EQ(secure->port, 443);
    EXPECT_EQ(secure->target, "/");
    EXPECT_EQ(secure->origin(), "https://slack.com");
    const auto plain = parse_url("http://slack.com?x=1");
    ASSERT_TRUE(plain);
    EXPECT_EQ(plain->port, 80);
    EXPECT_EQ(plain->target, "/?x=1");
    EXPECT_EQ(parse_url("http://[::1]:81/x")->origin(), "http://[::1]:81");
}

TEST(HttpUrl, RefusesWhatIsNone) {
    for (const auto* text :
         {"", "slack.com", "ftp://slack.com", "https://", "https://:1/", "https://user@slack.com/",
          "https://slack.com:0/", "https://slack.com:65536/", "https://slack.com:x/",
          "https://sla ck.com/", "https://slack.com/a b", "https://slack.com/\r\nX: y",
          "https://[::1/", "https://a:1:2/"}) {
        const auto url = parse_url(text);
        ASSERT_FALSE(url) << text;
        EXPECT_EQ(url.error().code, "bad_url");
        EXPECT_EQ(url.error().retry, base::Retry::never);
    }
    EXPECT_FALSE(parse_url("https://" + std::string(300, 'a') + "/"));
}

TEST(HttpProxy, ReadsHostPortAndLogin) {
    const auto proxy = parse_proxy("http://us%40er:p%3Ass+@proxy.test:8080/");
    ASSERT_TRUE(proxy);
    EXPECT_EQ(proxy->host, "proxy.test");
    EXPECT_EQ(proxy->port, 8080);
    EXPECT_EQ(proxy->user, "us@er");
    EXPECT_EQ(proxy->password, "p:ss+");
    const auto bare = parse_proxy("proxy.test");
    ASSERT_TRUE(bare);
    EXPECT_EQ(bare->port, 3128);
    EXPECT_EQ(bare->user, "");
}

TEST(HttpProxy, RefusesWhatIsNone) {
    for (const auto* text :
         {"", "https://proxy.test", "socks5://proxy.test", "http://", "proxy:x"}) {
        const auto proxy = parse_proxy(text);
        ASSERT_FALSE(proxy) << text;
        EXPECT_EQ(proxy.error().code, "bad_proxy");
    }
}

TEST(SplitHostPort, TakesBracketsAndDefaults) {
    using Parts = std::pair<std::string, int>;
    EXPECT_EQ(split_host_port("a:1", 9), (Parts{"a", 1}));
    EXPECT_EQ(split_host_port("a", 9), (Parts{"a", 9}));
    EXPECT_EQ(split_host_port("[::1]:0", 9), (Parts{"::1", 0}));
    EXPECT_EQ(split_host_port("[::1]", 9), (Parts{"::1", 9}));
    for (const auto* text : {"a:", "a:-1", "a:65536", "a:1x", "[::1", "[::1]x", "::1"}) {
        EXPECT_EQ(split_host_port(text, 9), std::nullopt) << text;
    }
}

}  // namespace
}  // namespace http
