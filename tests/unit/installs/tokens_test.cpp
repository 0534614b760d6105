#include "libs/installs/tokens.hpp"

#include <gtest/gtest.h>

namespace installs {
namespace {

TEST(SingleToken, SpeaksForEveryTeamItIsAskedFor) {
    SingleToken tokens(base::Secret("xoxb-1"));
    const auto token = tokens.bot(proto::TeamId("T1"));
    ASSERT_TRUE(token.ok());
    EXPECT_EQ(token->reveal(), "xoxb-1");
}

TEST(SingleToken, IsNoInstallWhenItIsEmpty) {
    SingleToken tokens{base::Secret()};
    const auto token = tokens.bot(proto::TeamId("T1"));
    ASSERT_FALSE(token.ok());
    EXPECT_EQ(token.error().code, "no_install");
    EXPECT_EQ(token.error().retry, base::Retry::never);
}

}  // namespace
}  // namespace installs
