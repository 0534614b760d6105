#include "services/gateway/core/replies/read_reply.hpp"

#include <gtest/gtest.h>

namespace gateway {
namespace {

proto::Wire record(const std::string& to, const std::string& payload = {}) {
    return proto::encode(proto::Reply{proto::EventId("ev"), "e1", to, base::Time{}, {}, payload});
}

TEST(ReadReply, OursIsRead) {
    const auto reply = read_reply(record("gateway-7", R"({"options":[]})"), "gateway-7");
    ASSERT_TRUE(reply.ok());
    ASSERT_TRUE(reply->has_value());
    EXPECT_EQ((*reply)->envelope_id, "e1");
    EXPECT_EQ((*reply)->payload, R"({"options":[]})");
}

TEST(ReadReply, AnotherGatewaysIsNothingHoweverBroken) {
    auto foreign = record("gateway-8", "{");
    const auto reply = read_reply(foreign, "gateway-7");
    ASSERT_TRUE(reply.ok());
    EXPECT_FALSE(reply->has_value());
    EXPECT_FALSE(read_reply(proto::Wire{}, "gateway-7")->has_value());
    EXPECT_FALSE(read_reply(record("gateway-77"), "gateway-7")->has_value());
}

TEST(ReadReply, OursThatCannotBeUsedIsAnError) {
    EXPECT_FALSE(read_reply(record("gateway-7", "{"), "gateway-7").ok());
    EXPECT_FALSE(read_reply(record("gateway-7", "[]"), "gateway-7").ok()) << "an ack takes an object";
    auto unknown = record("gateway-7");
    unknown.set("ce_type", "sticker.reply.v9");
    EXPECT_EQ(read_reply(unknown, "gateway-7").error().code, "unknown_type");
    auto nameless = record("gateway-7");
    nameless.set("x-envelope-id", "");
    EXPECT_EQ(read_reply(nameless, "gateway-7").error().code, "missing_header");
}

}  // namespace
}  // namespace gateway
