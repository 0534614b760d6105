#include <gtest/gtest.h>

#include "libs/redis/client.hpp"

namespace redis {
namespace {

TEST(RedisReply, ReadsWhatItHoldsAndNothingElse) {
    EXPECT_EQ(Reply{std::int64_t{7}}.integer(), 7);
    EXPECT_EQ(Reply{std::string("12")}.integer(), 12);
    EXPECT_EQ(Reply{std::string("12x")}.integer(), 0);
    EXPECT_EQ(Reply{std::string("word")}.text(), "word");
    EXPECT_EQ(Reply{Nil{}}.text(), "");
    EXPECT_TRUE(Reply{Nil{}}.is_nil());
    EXPECT_TRUE(Reply{Nil{}}.items().empty());
}

TEST(RedisScript, IsNamedByItsSha1) {
    EXPECT_EQ(Script("return 1").sha1(), "e0e1f9fabfc9d4800c877a703b823ac0578ff8db");
}

}  // namespace
}  // namespace redis
