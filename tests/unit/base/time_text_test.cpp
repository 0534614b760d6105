#include "libs/base/time_text.hpp"

#include <gtest/gtest.h>

namespace {

using base::from_rfc3339;
using base::Time;
using base::to_rfc3339;
using std::chrono::milliseconds;

TEST(TimeText, GoesThereAndBack) {
    const Time time{milliseconds{1'764'000'000'123}};
    EXPECT_EQ(to_rfc3339(time), "2025-11-24T16:00:00.123Z");
    EXPECT_EQ(*from_rfc3339(to_rfc3339(time)), time);
}

TEST(TimeText, ReadsZonesAndAnyNumberOfFractionDigits) {
    EXPECT_EQ(*from_rfc3339("2025-11-25T01:00:00+09:00"), Time{milliseconds{1'764'000'000'000}});
    EXPECT_EQ(*from_rfc3339("2025-11-24t16:00:00.5z"), Time{milliseconds{1'764'000'000'500}});
    EXPECT_EQ(*from_rfc3339("2025-11-24T16:00:00.123456789Z"), Time{milliseconds{1'764'000'000'123}});
}

TEST(TimeText, WritesTimesBeforeTheEpoch) {
    EXPECT_EQ(to_rfc3339(Time{milliseconds{-1}}), "1969-12-31T23:59:59.999Z");
}

TEST(TimeText, RefusesATimeWithoutAZoneAndEverythingElse) {
    for (const char* text : {"2025-11-24T16:00:00", "2025-11-24", "", "2025-13-01T00:00:00Z",
                             "2025-11-24T24:00:00Z", "2025-11-24T16:00:00Zx", "x025-11-24T16:00:00Z"}) {
        EXPECT_FALSE(from_rfc3339(text).ok()) << text;
    }
}

}  // namespace
