#include <gtest/gtest.h>

#include <set>

#include "proto/action.hpp"
#include "proto/topics.hpp"

namespace proto_test {
namespace {

const proto::TeamId team("T012AB3C4");

// Constants for ever: an id of an old record must stay what it was.
TEST(ActionId, IsTheUuidOfTeamIntentKindAndOrdinal) {
    EXPECT_EQ(proto::action_id(team, "9c4dd4ca", "send", 2).value,
              "cc2b6ea1-94aa-5fc7-abc9-0f372700fcfa");
    EXPECT_EQ(proto::intent_of_trigger(team, "9876543210.0123456789.abcdef"),
              "241ee03d-5a2f-55f0-ae97-a2e53dba02e3");
}

TEST(ActionId, DiffersWithEveryPartAndWithWhereTheyMeet) {
    std::set<proto::ActionId> ids;
    ids.insert(proto::action_id(team, "a", "b", 1));
    ids.insert(proto::action_id(team, "a", "b", 11));
    ids.insert(proto::action_id(team, "ab", "", 1));
    ids.insert(proto::action_id(team, "", "ab", 1));
    ids.insert(proto::action_id(proto::TeamId("T012AB3C4a"), "", "b", 1));
    ids.insert(proto::action_id(proto::TeamId("T9"), "a", "b", 1));
    EXPECT_EQ(ids.size(), 6u);
    EXPECT_EQ(proto::action_id(team, "a", "b", 1), proto::action_id(team, "a", "b", 1));
}

TEST(ErrorCode, IsShortStableAndEasyToReadOut) {
    const auto code = proto::error_code("a096140d-c4a7-5014-9509-1f58604ea948");
    EXPECT_EQ(code.size(), 9u);
    EXPECT_EQ(code[4], '-');
    EXPECT_EQ(code.find_first_not_of("0123456789ABCDEFGHJKMNPQRSTVWXYZ-"), std::string::npos)
        << code;
    EXPECT_EQ(code, proto::error_code("a096140d-c4a7-5014-9509-1f58604ea948"));
    EXPECT_NE(code, proto::error_code("a096140d-c4a7-5014-9509-1f58604ea949"));
    EXPECT_EQ(proto::error_code("").size(), 9u);
}

TEST(Topics, AreNamedByPrefixAndKeepTheirPartitions) {
    EXPECT_EQ(proto::events_topic.full("sticker."), "sticker.events.v1");
    const std::set<std::string_view> few{"replies.v1", "dlq.v1"};
    for (const auto& topic : proto::topics) {
        EXPECT_EQ(topic.partitions, few.count(topic.name) ? 3 : 12) << topic.name;
    }
}

}  // namespace
}  // namespace proto_test
