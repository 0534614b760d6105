#include "libs/stream/record.hpp"

#include <gtest/gtest.h>

namespace {

TEST(Header, TheLastOneOfANameCounts) {
    const stream::Headers headers{{"a", "1"}, {"b", "2"}, {"a", "3"}};
    EXPECT_EQ(stream::header(headers, "a"), "3");
    EXPECT_EQ(stream::header(headers, "b"), "2");
    EXPECT_EQ(stream::header(headers, "A"), "") << "names keep their case";
}

}  // namespace
