#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "libs/runtime/admin.hpp"

namespace {

using runtime::Readiness;

TEST(Readiness, NeedsEveryCondition) {
    Readiness readiness;
    readiness.expect("kafka", "waiting for the topics");
    readiness.expect("slack", "waiting for hello");
    EXPECT_FALSE(readiness.ready());
    readiness.set("kafka", true);
    EXPECT_FALSE(readiness.ready());
    readiness.set("slack", true);
    EXPECT_TRUE(readiness.ready());
    readiness.set("kafka", false, "broker away");
    EXPECT_FALSE(readiness.ready());
}

TEST(Readiness, SaysWhatIsMissing) {
    Readiness readiness;
    readiness.expect("slack", "waiting for \"hello\"");
    const auto report = nlohmann::json::parse(readiness.report());
    EXPECT_EQ(report["ready"], false);
    EXPECT_EQ(report["conditions"]["slack"]["why"], "waiting for \"hello\"");
}

TEST(Readiness, ADrainIsForGood) {
    Readiness readiness;
    readiness.expect("slack", "");
    readiness.set("slack", true);
    readiness.withdraw("draining");
    readiness.set("slack", true);
    EXPECT_FALSE(readiness.ready());
}

}  // namespace
