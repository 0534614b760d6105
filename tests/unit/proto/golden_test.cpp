// Every golden record is read, and written again byte for byte.
#include "tests/unit/proto/golden.hpp"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>
#include <set>

#include "proto/action.hpp"
#include "proto/decision.hpp"
#include "proto/event.hpp"
#include "proto/outcome.hpp"
#include "proto/reply.hpp"

namespace proto_test {
namespace {

using proto::Wire;

// Reads and writes a record as its kind: the written one, or the reader's complaint.
base::Result<Wire> again(const std::string& folder, const Wire& wire) {
    const auto through = [&](auto decode) -> base::Result<Wire> {
        const auto record = decode(wire);
        if (!record) return record.error();
        return encode(*record);
    };
    if (folder == "event") return through(proto::decode_event);
    if (folder == "action") return through(proto::decode_action);
    if (folder == "reply") return through(proto::decode_reply);
    if (folder == "decision") return through(proto::decode_decision);
    if (folder == "outcome") return through(proto::decode_outcome);
    return base::Error::never("no_such_kind", folder);
}

class Golden : public testing::TestWithParam<const char*> {
protected:
    std::vector<std::string> all() const {
        auto names = goldens(GetParam());
        std::erase(names, "event/probe");  // no reader decodes it
        return names;
    }
};

TEST_P(Golden, RecordsComeBackByteForByte) {
    ASSERT_GE(all().size(), 3u);
    for (const auto& name : all()) {
        const Wire wire = golden(name);
        const auto written = again(GetParam(), wire);
        ASSERT_TRUE(written) << name << ": " << written.error().message();
        EXPECT_TRUE(same(wire, *written)) << name;
    }
}

// A newer writer's fields and headers (N+1 beside N).
TEST_P(Golden, UnknownFieldsAndHeadersAreIgnored) {
    for (const auto& name : all()) {
        const Wire wire = golden(name);
        Wire newer = wire;
        newer.headers.emplace(newer.headers.begin(), "x-from-a-newer-build", "yes");
        const bool payload_is_slacks = wire.header("ce_type").substr(0, 14) == "sticker.slack.";
        auto value = nlohmann::ordered_json::parse(wire.value, nullptr, false);
        const bool ours =
            value.is_object() && !payload_is_slacks && GetParam() != std::string("reply");
        if (ours) {
            value["from_a_newer_build"] = {{"deep", {1, nullptr, "x"}}};
            newer.value = value.dump();
        }
        const auto written = again(GetParam(), newer);
        ASSERT_TRUE(written) << name << ": " << written.error().message();
        EXPECT_TRUE(same(wire, *written)) << name;
    }
}

TEST_P(Golden, RecordsOfAnotherTypeAreUnknown) {
    for (const auto& name : all()) {
        Wire wire = golden(name);
        for (const auto* type : {"sticker.never.v1", "sticker.action.v2", "", "sticker.probe.v1"}) {
            wire.set("ce_type", type);
            const auto written = again(GetParam(), wire);
            ASSERT_FALSE(written) << name << " as " << type;
            EXPECT_EQ(written.error().code, "unknown_type");
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Kinds, Golden,
                         testing::Values("event", "action", "reply", "decision", "outcome"),
                         [](const auto& kind) { return std::string(kind.param); });

TEST(GoldenProbe, IsAProbeAndNoEvent) {
    const Wire wire = golden("event/probe");
    EXPECT_TRUE(proto::is_probe(wire));
    EXPECT_FALSE(proto::is_probe(golden("event/app_mention")));
    EXPECT_EQ(proto::decode_event(wire).error().code, "unknown_type");
    EXPECT_TRUE(
        same(wire, proto::encode_probe("gateway-0", base::Time{base::Duration{1795491697120}})));
}

TEST(GoldenActions, CoverEveryMethodAndBothLanes) {
    std::set<std::string> methods, lanes;
    for (const auto& name : goldens("action")) {
        const auto action = proto::decode_action(golden(name));
        ASSERT_TRUE(action) << name;
        methods.insert(std::string(to_text(action->method)));
        lanes.insert(std::string(to_text(action->lane)));
    }
    EXPECT_EQ(methods,
              (std::set<std::string>{"chat.postMessage", "chat.postEphemeral", "chat.update",
                                     "chat.delete", "views.open", "views.push", "views.update",
                                     "views.publish", "response_url"}));
    EXPECT_EQ(lanes, (std::set<std::string>{"visible", "private"}));
}

TEST(GoldenOutcomes, CoverEveryEnd) {
    std::set<std::string> ends;
    for (const auto& name : goldens("outcome")) {
        ends.insert(std::string(golden(name).header("ce_subject")));
    }
    EXPECT_THAT(ends,
                testing::UnorderedElementsAre("done", "refused", "expired", "parked", "duplicate"));
}

}  // namespace
}  // namespace proto_test
