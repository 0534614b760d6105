#include "tools/stickerctl/replay/edge.hpp"

#include <gtest/gtest.h>

#include "libs/base/time_text.hpp"

namespace {

using stickerctl::edge_from;

const base::Time now = *base::from_rfc3339("2026-11-24T12:00:00Z");

TEST(Edge, IsATimeWithItsZone) {
    EXPECT_EQ(std::get<base::Time>(*edge_from("2026-11-24T09:00:00+09:00", now)),
              *base::from_rfc3339("2026-11-24T00:00:00Z"));
}

TEST(Edge, IsATimeBeforeNow) {
    EXPECT_EQ(std::get<base::Time>(*edge_from("-2h", now)), now - std::chrono::hours{2});
    EXPECT_EQ(std::get<base::Time>(*edge_from("-7d", now)), now - std::chrono::hours{24 * 7});
    EXPECT_EQ(std::get<base::Time>(*edge_from("now", now)), now);
}

TEST(Edge, IsAPlaceInAPartition) {
    const auto edge = edge_from("3:120", now);
    ASSERT_TRUE(edge.ok());
    EXPECT_EQ(std::get<kafka::AtOffset>(*edge).partition, 3);
    EXPECT_EQ(std::get<kafka::AtOffset>(*edge).offset, 120);
    EXPECT_EQ(stickerctl::to_text(*edge), "3:120");
}

TEST(Edge, AnythingElseIsRefusedWithWhatIsWanted) {
    for (const char* text : {"", "-", "-h", "-2x", "2026-11-24T09:00:00", "yesterday", "3:", ":3",
                             "-1:2", "3:-1", "-99999999999999999999h", "3:99999999999999999999"}) {
        const auto edge = edge_from(text, now);
        ASSERT_FALSE(edge.ok()) << text;
        EXPECT_NE(edge.error().context.find("-2h"), std::string::npos) << text;
    }
}

}  // namespace
