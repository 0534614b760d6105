#include "proto/dead_letter.hpp"

#include <gtest/gtest.h>

#include "libs/crypto/hash.hpp"
#include "proto/topics.hpp"
#include "tests/unit/proto/golden.hpp"

namespace proto_test {
namespace {

using base::Duration;
using base::Time;
using proto::DeadNote;
using proto::DeadReason;
using proto::Wire;

const Time acted{Duration{1795491697120}};  // 2026-11-24T03:41:37.120Z

DeadNote poster_note(DeadReason reason, const std::string& error, const std::string& stage) {
    DeadNote note;
    note.topic = "sticker.actions.v1";
    note.partition = 7;
    note.offset = 42;
    note.timestamp = acted + Duration{30};
    note.group = "sticker-poster";
    note.reason = reason;
    note.error = error;
    note.stage = stage;
    note.first_seen = acted + Duration{60};
    return note;
}

// A golden dead letter without what was added: the record as it had come.
Wire original_of(Wire dead) {
    std::erase_if(dead.headers, [](const auto& header) {
        return header.first.rfind("x-dlq-", 0) == 0 || header.first == "kafka_dlt-original-topic";
    });
    return dead;
}

TEST(DeadLetter, KeepsTheRecordAndSaysWhy) {
    const Wire refused = golden("dead_letter/slack_refused");
    EXPECT_TRUE(same(
        refused, dead_letter(original_of(refused), poster_note(DeadReason::slack_refused,
                                                               "invalid_blocks", "poster.call"))));
    const Wire undecodable = golden("dead_letter/undecodable");
    auto note = poster_note(DeadReason::undecodable, "bad_json: the value is no JSON object",
                            "poster.decode");
    note.offset = 1234567890123;
    EXPECT_TRUE(same(undecodable, dead_letter(original_of(undecodable), note)));
}

TEST(DeadLetter, TakesARecordThatIsNotOurs) {
    const Wire wire = golden("dead_letter/foreign_record");
    auto note = poster_note(DeadReason::undecodable, "unknown_type", "worker.decode");
    note.topic = "sticker.events.v1";
    note.partition = 0;
    note.offset = 0;
    note.group = "sticker-worker";
    EXPECT_TRUE(same(wire, dead_letter(original_of(wire), note)));
}

TEST(DeadLetter, OfALetterThatDiedBeforeTellsTheLastDeath) {
    const Wire once = golden("dead_letter/slack_refused");
    const Wire twice =
        dead_letter(once, poster_note(DeadReason::expired, "expired", "poster.call"));
    EXPECT_EQ(twice.header("x-dlq-reason"), "expired");
    EXPECT_EQ(twice.headers.size(), once.headers.size());
}

TEST(DeadLetter, AValueAboveTheLimitIsCutWithItsLengthAndDigest) {
    Wire wire = golden("event/app_mention");
    wire.value = std::string(proto::max_record_bytes + 1, 'x');
    const auto digest = crypto::sha256_hex(wire.value);
    const auto note = poster_note(DeadReason::too_large, "", "gateway.publish");
    const Wire cut = dead_letter(wire, note);
    EXPECT_EQ(cut.value.size(), proto::dead_letter_kept_bytes);
    EXPECT_EQ(cut.header("x-dlq-length"), "900001");
    EXPECT_EQ(cut.header("x-dlq-sha256"), digest);
    wire.value.pop_back();
    const Wire whole = dead_letter(wire, note);
    EXPECT_EQ(whole.value, wire.value);
    EXPECT_EQ(whole.header("x-dlq-length"), "");
}

TEST(DeadEnvelope, IsAFrameWithoutAPlaceInTheLog) {
    const Wire wire = golden("dead_letter/envelope");
    DeadNote note;
    note.reason = DeadReason::unusable;
    note.error = "no team in the payload";
    note.stage = "gateway.intake";
    note.timestamp = note.first_seen = acted + Duration{60};
    EXPECT_TRUE(
        same(wire, dead_envelope(wire.value, "1c1c8a53-6d26-4a37-9c5e-0e0c7e1f2a3b", note)));
}

TEST(DeadEnvelope, WithoutAnIdGetsOneOfItsOwn) {
    const Wire first = proto::dead_envelope("\xff", "", {});
    const Wire second = proto::dead_envelope("\xff", "", {});
    EXPECT_EQ(first.header("ce_id").size(), 36u);
    EXPECT_NE(first.header("ce_id"), second.header("ce_id"));
    EXPECT_EQ(first.header("x-envelope-id"), "");
    EXPECT_EQ(first.value, "\xff");
}

}  // namespace
}  // namespace proto_test
