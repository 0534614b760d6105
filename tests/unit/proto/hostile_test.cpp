// Records that nobody of us wrote: an Error each, and never more than that.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "proto/action.hpp"
#include "proto/decision.hpp"
#include "proto/event.hpp"
#include "proto/outcome.hpp"
#include "proto/reply.hpp"
#include "tests/unit/proto/golden.hpp"

namespace proto_test {
namespace {

using nlohmann::json;
using proto::Wire;

// The reader's complaint as "code context", "" when there is none.
std::string complaint(const std::string& folder, const Wire& wire) {
    const auto of = [](const auto& record) {
        if (record) return std::string();
        EXPECT_EQ(record.error().retry, base::Retry::never);
        return record.error().code + " " + record.error().context;
    };
    if (folder == "event") return of(proto::decode_event(wire));
    if (folder == "action") return of(proto::decode_action(wire));
    if (folder == "reply") return of(proto::decode_reply(wire));
    if (folder == "decision") return of(proto::decode_decision(wire));
    return of(proto::decode_outcome(wire));
}

const std::vector<std::pair<std::string, std::string>> bodies{{"action", "action/send"},
                                                              {"decision", "decision/search"},
                                                              {"outcome", "outcome/done"},
                                                              {"reply", "reply/options"}};

std::string with(const std::string& value, const std::string& field, const json& other) {
    auto body = json::parse(value);
    body[field] = other;
    return body.dump();
}

TEST(HostileValue, ThatIsNoJsonObjectIsBadJson) {
    for (const auto& [folder, name] : bodies) {
        Wire wire = golden(name);
        for (const std::string& value :
             {std::string("null"), std::string("[]"), std::string("1"), std::string("\"{}\""),
              std::string("{"), std::string("{} {}"), std::string("{\"a\":1,}"),
              std::string("\0{}", 3), std::string("{\"a\":\"\xff\xfe\"}"),
              std::string("{\"a\":\"\xed\xa0\x80\"}"), std::string("{\"a\":\"\\ud800\"}"),
              std::string("{'a':1}"), wire.value.substr(0, 40)}) {
            wire.value = value;
            EXPECT_EQ(complaint(folder, wire).substr(0, 9), "bad_json ") << folder << " " << value;
        }
    }
    Wire empty = golden("action/send");
    empty.value = "";
    EXPECT_EQ(complaint("action", empty).substr(0, 9), "bad_json ");
}

// The JSON library writes by recursion: 400,000 levels would take the stack of a reader that
// hands `arguments` or `inputs` on.
TEST(HostileValue, ThatNestsDeepIsBadJson) {
    for (const auto& [folder, name] : bodies) {
        Wire wire = golden(name);
        for (const int depth : {101, 400'000}) {
            const auto times = static_cast<std::size_t>(depth);
            const std::string nest = std::string(times, '[') + std::string(times, ']');
            const std::string field = folder == "decision" ? "inputs" : "arguments";
            wire.value.pop_back();
            const std::string value = wire.value + ",\"" + field + "\":{\"x\":" + nest + "}}";
            wire.value = value;
            EXPECT_EQ(complaint(folder, wire).substr(0, 9), "bad_json ") << folder << " " << depth;
        }
    }
}

TEST(HostileValue, ThatNestsAsDeepAsSlackMayIsRead) {
    Wire wire = golden("action/send");
    const std::string nest = std::string(90, '[') + std::string(90, ']');
    wire.value.pop_back();
    wire.value += ",\"arguments\":{\"brackets in a text\":\"" + std::string(500, '[') + "\\\"" +
                  std::string(500, '{') + "\",\"nest\":" + nest + "}}";
    EXPECT_EQ(complaint("action", wire), "");
}

// Every field of every kind, with every wrong type: an Error or, where it may be left out, none,
// but never a crash.
TEST(HostileField, OfAnyWrongTypeIsAnErrorOrIgnored) {
    const std::vector<json> wrong{nullptr,
                                  true,
                                  1,
                                  -1,
                                  1.5,
                                  1e300,
                                  18446744073709551615u,
                                  "",
                                  "x",
                                  json::array(),
                                  json::object(),
                                  json::array({json::object()})};
    for (const auto& [folder, name] : bodies) {
        if (folder == "reply") continue;  // its value is Slack's
        const Wire wire = golden(name);
        const json body = json::parse(wire.value);
        for (const auto& [field, right] : body.items()) {
            for (const auto& other : wrong) {
                Wire hostile = wire;
                hostile.value = with(wire.value, field, other);
                const auto said = complaint(folder, hostile);
                if (other.type() == right.type() || said.empty()) continue;
                EXPECT_NE(said.find(field), std::string::npos)
                    << folder << "." << field << ": " << said;
            }
        }
    }
}

TEST(HostileField, ThatIsMissingOrWrongIsNamed) {
    struct Case {
        std::string name, field;
        json value;
        std::string complaint;
    };
    const std::vector<Case> cases{
        {"action/send", "id", nullptr, "missing_field id"},
        {"action/send", "id", 1, "bad_field id"},
        {"action/send", "intent", nullptr, "missing_field intent"},
        {"action/send", "kind", json::object(), "bad_field kind"},
        {"action/send", "ordinal", 4294967297, "bad_field ordinal"},
        {"action/send", "ordinal", -1, "bad_field ordinal"},
        {"action/send", "ordinal", 1.5, "bad_field ordinal"},
        {"action/send", "ordinal", "2", "bad_field ordinal"},
        {"action/send", "team", nullptr, "missing_field team"},
        {"action/send", "channel", false, "bad_field channel"},
        {"action/send", "user", 1, "bad_field user"},
        {"action/send", "method", "chat.postmessage", "bad_field method"},
        {"action/send", "method", "admin.users.remove", "bad_field method"},
        {"action/send", "lane", "quiet", "bad_field lane"},
        {"action/send", "received_at", "yesterday", "bad_field received_at"},
        {"action/send", "expires_at", "2026-11-24T03:46:37", "bad_field expires_at"},
        {"action/send", "expires_at", 1795491697, "bad_field expires_at"},
        {"action/send", "arguments", nullptr, "bad_field arguments"},
        {"action/send", "arguments", "{}", "bad_field arguments"},
        {"action/send", "response_url", 1, "bad_field response_url"},
        {"action/send", "target_action", json::array(), "bad_field target_action"},
        {"decision/search", "event", nullptr, "missing_field event"},
        {"decision/search", "rule", nullptr, "missing_field rule"},
        {"decision/search", "now", "", "bad_field now"},
        {"decision/search", "replied", "yes", "bad_field replied"},
        {"decision/search", "actions", nullptr, "bad_field actions"},
        {"decision/search", "actions", json::object(), "bad_field actions"},
        {"outcome/done", "action", nullptr, "missing_field action"},
        {"outcome/done", "method", nullptr, "missing_field method"},
        {"outcome/done", "end", "ok", "bad_field end"},
        {"outcome/done", "end", nullptr, "missing_field end"},
        {"outcome/done", "attempts", 2147483648, "bad_field attempts"},
        {"outcome/done", "ended_at", "2026-13-24T03:46:37Z", "bad_field ended_at"},
    };
    for (const auto& [name, field, value, expected] : cases) {
        Wire wire = golden(name);
        wire.value = with(wire.value, field, value);
        EXPECT_EQ(complaint(name.substr(0, name.find('/')), wire), expected) << value;
    }
}

// A notice less is better than a dead post.
TEST(HostileField, OfNotifyReadsAsEmpty) {
    for (const json& notify : {json{{"user", 1}, {"locale", nullptr}, {"clear_previews", "yes"}},
                               json::object(), json{{"label", json::array()}}}) {
        Wire wire = golden("action/send");
        wire.value = with(wire.value, "notify", notify);
        const auto action = proto::decode_action(wire);
        ASSERT_TRUE(action) << action.error().message();
        ASSERT_TRUE(action->notify);
        EXPECT_EQ(action->notify->user.value, "");
        EXPECT_EQ(action->notify->label, "");
        EXPECT_FALSE(action->notify->clear_previews);
    }
    Wire wire = golden("action/send");
    wire.value = with(wire.value, "notify", "nobody");
    EXPECT_EQ(proto::decode_action(wire)->notify, std::nullopt);
}

TEST(HostileHeader, ThatIsMissingOrWrongIsNamed) {
    struct Case {
        std::string name, header, value, complaint;
    };
    const std::vector<Case> cases{
        {"event/app_mention", "ce_id", "", "missing_header ce_id"},
        {"event/app_mention", "ce_time", "", "missing_header ce_time"},
        {"event/app_mention", "ce_time", "now", "bad_header ce_time"},
        {"event/app_mention", "x-retry-attempt", "many", "bad_header x-retry-attempt"},
        {"event/app_mention", "x-retry-attempt", "1st", "bad_header x-retry-attempt"},
        {"event/app_mention", "x-retry-attempt", "-1", "bad_header x-retry-attempt"},
        {"event/app_mention", "x-retry-attempt", "99999999999", "bad_header x-retry-attempt"},
        {"event/app_mention", "x-reply-by", "soon", "bad_header x-reply-by"},
        {"event/app_mention", "ce_source", "", "missing_header ce_source"},
        {"event/app_mention", "ce_source", "/slack/T9/A1",
         "bad_header ce_source and the key disagree"},
        {"event/app_mention", "ce_source", "/slack//A1",
         "bad_header ce_source and the key disagree"},
        {"event/app_mention", "ce_source", "elsewhere",
         "bad_header ce_source and the key disagree"},
        {"reply/options", "ce_id", "", "missing_header ce_id"},
        {"reply/options", "x-envelope-id", "", "missing_header x-envelope-id"},
        {"reply/options", "x-reply-to", "", "missing_header x-reply-to"},
        {"reply/options", "x-reply-by", "later", "bad_header x-reply-by"},
    };
    for (const auto& [name, header, value, expected] : cases) {
        Wire wire = golden(name);
        wire.set(header, value);
        EXPECT_EQ(complaint(name.substr(0, name.find('/')), wire), expected) << value;
    }
}

TEST(HostileHeader, ThatComesTwiceCountsAsItsLast) {
    Wire wire = golden("event/app_mention");
    wire.headers.emplace_back("ce_id", "Ev0LAST");
    wire.set("x-user", "U0SET");
    const auto event = proto::decode_event(wire);
    ASSERT_TRUE(event) << event.error().message();
    EXPECT_EQ(event->id.value, "Ev0LAST");
    EXPECT_EQ(event->user.value, "U0SET");
}

TEST(HostileKey, OfAnotherTeamOrNoneIsAnError) {
    for (const auto* key : {"", "T012AB3C4", "T9:C034DE5F6", "T012AB3C4X:C1"}) {
        Wire wire = golden("event/app_mention");
        wire.key = key;
        EXPECT_EQ(complaint("event", wire), "bad_header ce_source and the key disagree") << key;
    }
}

TEST(HostileKey, OfNoTeamIsAnErrorAlsoWhereTheSourceNamesNone) {
    Wire wire = golden("event/app_mention");
    wire.key = ":C034DE5F6";
    wire.set("ce_source", "/slack//A078KL9M0");
    EXPECT_EQ(complaint("event", wire), "bad_header ce_source and the key disagree");
}

// Also for writers: one bad byte from Slack must not make a record that nobody can read.
TEST(HostileText, ThatIsNoUtf8IsReplacedWhenWritten) {
    auto outcome = proto::decode_outcome(golden("outcome/done"));
    ASSERT_TRUE(outcome);
    outcome->error = "broken \xff\xfe text";
    const auto again = proto::decode_outcome(encode(*outcome));
    ASSERT_TRUE(again) << again.error().message();
    EXPECT_EQ(again->error, "broken \xef\xbf\xbd\xef\xbf\xbd text");
}

TEST(HostileTrace, HasNoTraceId) {
    const auto id = [](const char* parent) { return proto::Trace{parent}.trace_id(); };
    EXPECT_EQ(id("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"),
              "4bf92f3577b34da6a3ce929d0e0e4736");
    for (const auto* parent : {"", "00", "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                               "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
                               "00_4bf92f3577b34da6a3ce929d0e0e4736_00f067aa0ba902b7_01"}) {
        EXPECT_EQ(id(parent), "") << parent;
        EXPECT_EQ(proto::Trace{parent}.child("1122334455667788").parent, "");
    }
    EXPECT_EQ(proto::Trace{"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00"}
                  .child("1122334455667788")
                  .parent,
              "00-4bf92f3577b34da6a3ce929d0e0e4736-1122334455667788-01");
}

}  // namespace
}  // namespace proto_test
