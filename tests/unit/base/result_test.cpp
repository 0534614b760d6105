#include "libs/base/result.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace {

using base::Error;
using base::Result;

Result<int> half(int number) {
    if (number % 2) return Error::never("odd", "cannot halve");
    return number / 2;
}

TEST(Result, HoldsAValueOrAnError) {
    EXPECT_TRUE(half(4).ok());
    EXPECT_EQ(*half(4), 2);
    ASSERT_FALSE(half(3).ok());
    EXPECT_EQ(half(3).error().code, "odd");
    EXPECT_EQ(half(3).error().message(), "odd: cannot halve");
    EXPECT_EQ(half(3).value_or(7), 7);
}

TEST(Result, MovesWhatCannotBeCopied) {
    Result<std::unique_ptr<int>> result(std::make_unique<int>(5));
    const std::unique_ptr<int> taken = std::move(result).value();
    EXPECT_EQ(*taken, 5);
}

TEST(Result, OfNothingIsOkUntilAnErrorIsPut) {
    EXPECT_TRUE(Result<void>().ok());
    const Result<void> failed = Error::after("ratelimited", std::chrono::seconds{3});
    EXPECT_FALSE(failed.ok());
    EXPECT_EQ(failed.error().retry, base::Retry::after);
    EXPECT_EQ(failed.error().wait, std::chrono::seconds{3});
}

}  // namespace
