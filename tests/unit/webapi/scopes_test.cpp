#include "libs/webapi/scopes.hpp"

#include <gtest/gtest.h>

namespace webapi {
namespace {

TEST(Scopes, AreUnknownBeforeTheFirstAnswer) {
    EXPECT_EQ(Scopes().granted("T1", "chat:write.customize"), std::nullopt);
}

TEST(Scopes, AreThoseThatSlackLists) {
    Scopes scopes;
    scopes.learn("T1", "chat:write, commands,chat:write.public");
    EXPECT_EQ(scopes.granted("T1", "chat:write"), true);
    EXPECT_EQ(scopes.granted("T1", "commands"), true);
    EXPECT_EQ(scopes.granted("T1", "chat:write.customize"), false);
    EXPECT_EQ(scopes.granted("T2", "chat:write"), std::nullopt);
}

TEST(Scopes, FollowTheNewestList) {
    Scopes scopes;
    scopes.learn("T1", "chat:write");
    scopes.learn("T1", "chat:write,chat:write.customize");
    EXPECT_EQ(scopes.granted("T1", "chat:write.customize"), true);
    scopes.learn("T1", "");
    EXPECT_EQ(scopes.granted("T1", "chat:write.customize"), true);
}

TEST(Scopes, AreBelievedWhereSlackListsNone) {
    Scopes scopes;
    scopes.learn("T1", "");
    EXPECT_EQ(scopes.granted("T1", "chat:write.customize"), true);
}

TEST(Scopes, LackWhatSlackHasRefusedUntilItIsListed) {
    Scopes scopes;
    scopes.lacks("T1", "chat:write.customize");
    EXPECT_EQ(scopes.granted("T1", "chat:write.customize"), false);
    scopes.learn("T1", "");
    scopes.learn("T1", "chat:write");
    EXPECT_EQ(scopes.granted("T1", "chat:write.customize"), false);
    scopes.learn("T1", "chat:write.customize");
    EXPECT_EQ(scopes.granted("T1", "chat:write.customize"), true);
}

TEST(Scopes, AreForgottenPastTheirBound) {
    Scopes scopes;
    for (std::size_t i = 0; i <= Scopes::most_teams; ++i) scopes.learn(std::to_string(i), "a");
    EXPECT_EQ(scopes.granted("0", "a"), std::nullopt);
    EXPECT_EQ(scopes.granted(std::to_string(Scopes::most_teams), "a"), true);
}

}  // namespace
}  // namespace webapi
