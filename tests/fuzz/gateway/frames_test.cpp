#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "proto/topics.hpp"
#include "tests/fuzz/drive/corpus.hpp"
#include "tests/fuzz/drive/mutate.hpp"
#include "tests/fuzz/gateway/frame_promises.hpp"

namespace gateway_fuzz {
namespace {

std::vector<std::string> corpus() { return fuzz::read_corpus("tests/fuzz/gateway/corpus/frames"); }

void expect_kept(const std::string& frame) {
    for (const bool durable : {true, false}) {
        ASSERT_EQ(broken_promise(frame, durable), "") << frame.substr(0, 2000);
    }
}

TEST(GatewayFrames, EveryFrameOfTheCorpusKeepsEveryPromise) {
    const auto frames = corpus();
    ASSERT_GE(frames.size(), 10u);
    for (const auto& frame : frames) expect_kept(frame);
}

TEST(GatewayFrames, TenThousandBrokenFramesKeepEveryPromise) {
    const auto frames = corpus();
    fuzz::Random random(20260101);
    for (int i = 0; i < 5'000; ++i) {
        expect_kept(fuzz::mutate_bytes(frames, random));
        expect_kept(fuzz::mutate_tree(frames, random));
        if (testing::Test::HasFatalFailure()) return;
    }
}

TEST(GatewayFrames, EveryBeginningOfAFrameKeepsEveryPromise) {
    for (const auto& frame : corpus()) {
        for (std::size_t length = 0; length < frame.size(); ++length) {
            expect_kept(frame.substr(0, length));
            if (testing::Test::HasFatalFailure()) return;
        }
    }
}

TEST(GatewayFrames, ShapesAndSizesThatNoEnvelopeHas) {
    const std::string head = R"({"envelope_id":"e1","type":"events_api","payload":)";
    const std::string rest = R"(,"team_id":"T1"}})";
    const std::vector<std::string> frames{
        "",
        " ",
        "null",
        "0",
        "-1e999",
        "true",
        "\"envelope_id\"",
        "[]",
        "[{\"envelope_id\":\"x\"}]",
        "{}",
        "{\"envelope_id\":null}",
        "{\"envelope_id\":\"\"}",
        std::string(100'000, '['),
        std::string(100'000, '{'),
        head + std::string(600, '[') + std::string(600, ']') + "}",
        head + R"({"a":")" + std::string(8u << 20, 'x') + '"' + rest,  // 8 MiB
        head + R"({"a":")" + std::string(proto::max_record_bytes, 'x') + '"' + rest,
        R"({"envelope_id":")" + std::string(30'000, 'i') + R"(","type":"events_api","payload":{}})",
        head + R"({"event_id":")" + std::string(500'000, 'i') + '"' + rest,
        head + R"({"a":"\ud800")" + rest,  // half of a pair of surrogates: no text
        head + "{\"a\":\"\xc3\x28\"" + rest,
    };
    for (const auto& frame : frames) expect_kept(frame);
}

TEST(GatewayFrames, BusyNeverOutgrowsSlacksFrame) {
    expect_kept(
        R"({"envelope_id":"e1","type":"interactive","accepts_response_payload":true,"payload":{)"
        R"("type":"view_submission","team":{"id":"T1"},"view":{"blocks":[{"type":"input","block_id":")" +
        std::string(25'000, 'b') + R"("}]}}})");
}

}  // namespace
}  // namespace gateway_fuzz
