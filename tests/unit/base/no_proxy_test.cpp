#include "libs/base/no_proxy.hpp"

#include <gtest/gtest.h>

namespace {

using base::bypasses_proxy;

TEST(NoProxy, NamesHostsSuffixesAndPorts) {
    EXPECT_TRUE(bypasses_proxy("*", "slack.com", 443));
    EXPECT_TRUE(bypasses_proxy("a.test, Slack.com", "SLACK.com", 443));
    EXPECT_TRUE(bypasses_proxy(".slack.com", "hooks.slack.com", 443));
    EXPECT_TRUE(bypasses_proxy(".slack.com", "wss-primary.slack.com", 443));
    EXPECT_TRUE(bypasses_proxy("slack.com", "hooks.slack.com", 443));
    EXPECT_TRUE(bypasses_proxy("slack.com:443", "slack.com", 443));
    EXPECT_TRUE(bypasses_proxy("::1", "::1", 80));
    EXPECT_FALSE(bypasses_proxy("slack.com:80", "slack.com", 443));
    EXPECT_FALSE(bypasses_proxy("slack.com", "notslack.com", 443));
    EXPECT_FALSE(bypasses_proxy("hooks.slack.com", "slack.com", 443));
    EXPECT_FALSE(bypasses_proxy("wss-primary.slack.com", "slack.com", 443));
    EXPECT_FALSE(bypasses_proxy("", "slack.com", 443));
    EXPECT_FALSE(bypasses_proxy(",. ,", "slack.com", 443));
}

}  // namespace
