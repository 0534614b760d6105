#include "libs/base/secret.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace {

TEST(Secret, PrintsStarsAndNeverItself) {
    std::ostringstream out;
    out << base::Secret("xoxb-1-2-3");
    EXPECT_EQ(out.str(), "***");
}

TEST(Secret, TellsWhetherItIsThere) {
    std::ostringstream out;
    out << base::Secret();
    EXPECT_EQ(out.str(), "");
    EXPECT_TRUE(base::Secret().empty());
    EXPECT_EQ(base::Secret("k").reveal(), "k");
}

}  // namespace
