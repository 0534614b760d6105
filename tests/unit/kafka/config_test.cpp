#include "libs/kafka/config.hpp"

#include <gtest/gtest.h>

namespace {

TEST(ClientOptions, AreReadAsNameValuePairs) {
    const auto options =
        kafka::parse_client_options("fetch.wait.max.ms=10,session.timeout.ms=3000,");
    ASSERT_TRUE(options.ok());
    EXPECT_EQ(*options, (std::map<std::string, std::string>{{"fetch.wait.max.ms", "10"},
                                                            {"session.timeout.ms", "3000"}}));
    EXPECT_TRUE(kafka::parse_client_options("")->empty());
}

TEST(ClientOptions, ANameThatWouldBreakAPromiseIsRefusedByName) {
    for (const std::string name :
         {"acks", "request.required.acks", "enable.idempotence", "enable.auto.offset.store",
          "enable.auto.commit", "message.timeout.ms", "delivery.timeout.ms", "auto.offset.reset",
          "partitioner", "group.id", "partition.assignment.strategy", "bootstrap.servers",
          "metadata.broker.list", "plugin.library.paths", "sasl.password", "transactional.id"}) {
        const auto options = kafka::parse_client_options("linger.ms=2," + name + "=1");
        ASSERT_FALSE(options.ok()) << name;
        EXPECT_EQ(options.error().code, "forbidden_option");
        EXPECT_EQ(options.error().context, name);
    }
}

TEST(ClientOptions, WhatLibrdkafkaDoesNotKnowIsRefusedWithItsReason) {
    for (const std::string text : {"nonsense", "=5", "no.such.option=1", "linger.ms=soon"}) {
        const auto options = kafka::parse_client_options(text);
        ASSERT_FALSE(options.ok()) << text;
        EXPECT_EQ(options.error().code, "bad_option");
        EXPECT_FALSE(options.error().context.empty());
    }
}

}  // namespace
