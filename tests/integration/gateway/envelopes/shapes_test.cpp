#include "proto/dead_letter.hpp"
#include "tests/integration/gateway/world.hpp"
#include "tests/unit/websocket/raw_frames.hpp"

namespace gateway_tests {
namespace {

namespace op = websocket_test::op;
using websocket_test::Connection;
using websocket_test::frame;

// A Slack whose every byte the test decides: it greets each connection, writes the bytes meant for
// it, answers pings and notes the ids that were acked.
class RawSlack {
public:
    // `after`: once this id is acked on the first connection, `more` follows there.
    RawSlack(std::vector<std::string> bytes, std::string after, std::string more)
        : bytes_(std::move(bytes)), after_(std::move(after)), more_(std::move(more)) {}

    http::Response address() const {
        const std::string url = "ws://127.0.0.1:" + std::to_string(peer_.port()) + "/";
        return http::Response::json(200, json{{"ok", true}, {"url", url}}.dump());
    }
    std::vector<std::string> acked() { return peer_.requests(); }
    bool has_acked(const std::string& id) {
        const auto ids = acked();
        return std::find(ids.begin(), ids.end(), id) != ids.end();
    }

private:
    void serve(Connection& connection, int number) {
        websocket_test::upgrade(connection);
        connection.write(frame(op::fin | op::text, R"({"type":"hello","num_connections":1})"));
        const auto index = static_cast<std::size_t>(number);
        if (index < bytes_.size()) connection.write(bytes_[index]);
        websocket_test::FrameReader frames(connection);
        while (const auto got = frames.next()) {
            if (got->opcode == op::ping) connection.write(frame(op::fin | op::pong, got->payload));
            if (got->opcode != op::text) continue;
            const json ack = json::parse(got->payload, nullptr, false);
            peer_.saw(ack.is_object() && got->last && got->payload.size() <= 20'000
                          ? ack.value("envelope_id", "no id")
                          : "no ack");
            if (number == 0 && ack.value("envelope_id", "") == after_) connection.write(more_);
        }
    }

    const std::vector<std::string> bytes_;
    const std::string after_, more_;
    http_test::RawPeer peer_{
        [this](Connection& connection, int number) { serve(connection, number); }};
};

std::string text(std::string_view payload) { return frame(op::fin | op::text, payload); }

std::string fragments(const std::string& whole) {
    std::string out = frame(op::text, whole.substr(0, 7));
    out += frame(op::continuation, "");
    out += frame(op::fin | op::ping, "in between");
    out += frame(op::continuation, whole.substr(7, 20));
    return out + frame(op::fin | op::continuation, whole.substr(27));
}

std::string padded(const std::string& id, std::size_t size) {
    std::string whole = command(id);
    const std::string begin = R"("payload":{)";
    whole.insert(whole.find(begin) + begin.size(), "\"x\":\"" + std::string(size, 'x') + "\",");
    return whole;
}

struct Shapes : World {};

TEST_F(Shapes, NoFrameOfAnyShapeEndsTheProcessAndEachWithAnIdIsAckedOnce) {
    const std::string eight_mib = padded("eight", 8u << 20);
    const std::string deep =
        R"({"envelope_id":"deep","type":"interactive","payload":)" + std::string(50'000, '[');
    std::string bytes;
    for (const char* shape :
         {"", "null", "5", "-1e999", "true", "\"x\"", "[]", "{}", "[{\"envelope_id\":\"no\"}]",
          R"({"envelope_id":null,"type":7,"payload":[]})", R"({"type":"disconnect "})",
          R"({"envelope_id":"bare"})", R"({"envelope_id":"typeless","payload":{"team_id":"T1"}})",
          R"({"envelope_id":"unknown","type":"of_tomorrow","payload":{"team_id":"T1"}})",
          R"({"envelope_id":"null payload","type":"interactive","payload":null})",
          R"({"envelope_id":"no team","type":"events_api","payload":{"event":null}})",
          R"({"envelope_id":"half","type":"interactive","payload":{"a":"\ud800"}})",
          R"({"envelope_id":"cut","type":"interactive","payload":{)"}) {
        bytes += text(shape);
    }
    bytes += frame(op::fin | op::binary, "\xff\xfe\x01") +
             frame(op::fin | op::binary, command("binary"));
    bytes += fragments(command("fragments")) + text(deep) + text(eight_mib) +
             text(padded("kept", 890'000));
    // What is no UTF-8 ends its connection (1007), the next one goes on.
    RawSlack raw({bytes, text(command("last"))}, "kept", text("\xc3\x28"));
    for (int i = 0; i < 2; ++i) slack.answer_next(raw.address());

    const ServiceProcess gateway(environment, log_file);
    ASSERT_TRUE(eventually([&] { return raw.has_acked("last"); }, 30s));
    EXPECT_TRUE(is_alive(gateway));
    auto acked = raw.acked();
    std::sort(acked.begin(), acked.end());
    EXPECT_EQ(acked,
              (std::vector<std::string>{"bare", "cut", "deep", "eight", "fragments", "half", "kept",
                                        "last", "no team", "null payload", "typeless", "unknown"}));
    EXPECT_EQ(all(proto::events_topic).size() - 1, 3u);  // fragments, kept, last; and the probe

    std::size_t buried = 0;
    std::size_t too_large = 0;
    for (const auto& letter : all(proto::dlq_topic)) {
        if (letter.header("x-dlq-stage") != "gateway") continue;
        ++buried;
        if (letter.header("x-dlq-reason") != "too_large") continue;
        ++too_large;
        EXPECT_EQ(letter.value, eight_mib.substr(0, 512'000));
        EXPECT_EQ(letter.header("x-dlq-length"), std::to_string(eight_mib.size()));
        EXPECT_EQ(letter.header("x-dlq-sha256").size(), 64u);
    }
    EXPECT_EQ(buried, 9u);
    EXPECT_EQ(too_large, 1u);
    const std::string figures = metrics(gateway);
    EXPECT_NE(figures.find(R"(kind="binary",outcome="dropped"} 2)"), std::string::npos) << figures;
}

}  // namespace
}  // namespace gateway_tests
