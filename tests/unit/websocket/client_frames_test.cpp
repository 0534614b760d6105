#include <gtest/gtest.h>

#include "tests/unit/websocket/raw_frames.hpp"
#include "tests/unit/websocket/world.hpp"

namespace websocket_test {
namespace {

using http_test::eventually;
using http_test::RawPeer;

ClientConfig to(const RawPeer& peer) {
    ClientConfig out;
    out.url = "ws://127.0.0.1:" + std::to_string(peer.port()) + "/";
    return out;
}

// A peer that sends these bytes after the upgrade and then notes the frames that come, as
// "opcode payload", until the client leaves.
struct Speaker {
    explicit Speaker(std::string bytes)
        : peer([this, bytes = std::move(bytes)](Connection& connection, int) {
              upgrade(connection);
              connection.write(bytes);
              FrameReader frames(connection);
              while (const auto frame = frames.next()) {
                  peer.saw(std::to_string(frame->opcode) + " " + frame->payload);
                  if (!frame->last || !frame->masked) peer.saw("not one masked frame");
              }
          }) {}

    RawPeer peer;
};

TEST(WebsocketFrames, AnAckIsOneMaskedFrameHoweverLong) {
    Loop loop;
    for (const std::size_t size : {2u, 125u, 126u, 65'535u, 65'536u, 200'000u}) {
        Speaker speaker("");
        Guest guest(loop, to(speaker.peer));
        ASSERT_TRUE(guest.diary.has("open"));
        const std::string ack(size, 'a');
        ASSERT_TRUE(guest.send(ack));
        ASSERT_TRUE(eventually([&] { return !speaker.peer.requests().empty(); }));
        EXPECT_EQ(speaker.peer.requests(), std::vector<std::string>{"1 " + ack});
    }
}

TEST(WebsocketFrames, FragmentsAreJoinedAlsoAroundAPing) {
    Loop loop;
    Speaker speaker(frame(op::text, "a whole ") + frame(op::continuation, "") +
                    frame(op::fin | op::ping, "in between") +
                    frame(op::fin | op::continuation, "message") +
                    frame(op::fin | op::text, "and the next"));
    Guest guest(loop, to(speaker.peer));
    ASSERT_TRUE(guest.diary.has("text and the next"));
    const std::vector<std::string> expected{"open", "ping", "text a whole message",
                                            "text and the next"};
    EXPECT_EQ(guest.diary.entries(), expected);
}

TEST(WebsocketFrames, APingIsAnsweredWithItsPayload) {
    Loop loop;
    Speaker speaker(frame(op::fin | op::ping, "Ping from slack"));
    Guest guest(loop, to(speaker.peer));
    ASSERT_TRUE(eventually([&] { return !speaker.peer.requests().empty(); }));
    EXPECT_EQ(speaker.peer.requests().at(0), "10 Ping from slack");
}

TEST(WebsocketFrames, BinaryIsCountedAndDropped) {
    Loop loop;
    Speaker speaker(frame(op::fin | op::binary, "\xff\xfe\x01") +
                    frame(op::fin | op::text, "next"));
    Guest guest(loop, to(speaker.peer));
    ASSERT_TRUE(guest.diary.has("text next"));
    EXPECT_TRUE(guest.diary.has("binary 3", 0ms));
}

TEST(WebsocketFrames, UnaskedPongsAndEmptyTextsAreHarmless) {
    Loop loop;
    Speaker speaker(frame(op::fin | op::pong, "unasked") + frame(op::fin | op::text, "") +
                    frame(op::fin | op::text, "next"));
    Guest guest(loop, to(speaker.peer));
    ASSERT_TRUE(guest.diary.has("text next"));
    EXPECT_TRUE(guest.diary.has("text ", 0ms));
}

// RFC 6455 7.4.1 names the code for each.
TEST(WebsocketFrames, AProtocolErrorIsClosedWithItsCode) {
    struct Case {
        const char* what;
        std::string bytes;
        int code;
    };
    const std::vector<Case> cases{
        {"invalid UTF-8", frame(op::fin | op::text, "\xc3\x28"), 1007},
        {"cut UTF-8", frame(op::fin | op::text, "\xea\xb3"), 1007},
        {"reserved opcode", frame(op::fin | 0x3, "x"), 1002},
        {"reserved bit", frame(op::fin | 0x40 | op::text, "x"), 1002},
        {"masked by a server", std::string("\x81\x81\0\0\0\0x", 7), 1002},
        {"fragmented ping", frame(op::ping, "x"), 1002},
        {"long ping", frame(op::fin | op::ping, std::string(126, 'x')), 1002},
        {"continuation of nothing", frame(op::fin | op::continuation, "x"), 1002},
        {"text within fragments", frame(op::text, "x") + frame(op::fin | op::text, "y"), 1002},
        {"length above 2^63", std::string("\x81\x7f\xff\xff\xff\xff\xff\xff\xff\xff", 10), 1009},
        {"length that is too large", std::string("\x81\x7f\0\0\0\1\0\0\0\0", 10), 1009},
    };
    Loop loop;
    for (const auto& [what, bytes, code] : cases) {
        Speaker speaker(bytes);
        auto config = to(speaker.peer);
        config.close_timeout = 100ms;
        Guest guest(loop, config);
        ASSERT_TRUE(guest.diary.has_some(2)) << what;
        EXPECT_EQ(guest.diary.entries().back().substr(0, 6), "close ") << what;
        ASSERT_TRUE(eventually([&] { return !speaker.peer.requests().empty(); })) << what;
        const auto reply = speaker.peer.requests().back();
        ASSERT_GE(reply.size(), 4u) << what;
        ASSERT_EQ(reply.substr(0, 2), "8 ") << what;
        const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(reply[i]); };
        EXPECT_EQ(byte(2) * 256 + byte(3), code) << what;
    }
}

}  // namespace
}  // namespace websocket_test
