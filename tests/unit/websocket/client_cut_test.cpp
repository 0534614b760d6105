// field-pain 13: connections that end at any byte, each in turn; by the thousand: storm_test.cpp.
#include <gtest/gtest.h>

#include "tests/unit/websocket/raw_frames.hpp"
#include "tests/unit/websocket/world.hpp"

namespace websocket_test {
namespace {

using http_test::RawPeer;

ClientConfig to(const RawPeer& peer) {
    ClientConfig out;
    out.url = "ws://127.0.0.1:" + std::to_string(peer.port()) + "/";
    out.close_timeout = 20ms;
    return out;
}

std::size_t count_of(const std::vector<std::string>& entries, const std::string& begin) {
    return static_cast<std::size_t>(std::count_if(
        entries.begin(), entries.end(),
        [&](const auto& entry) { return entry.compare(0, begin.size(), begin) == 0; }));
}

// Every kind of frame that Slack sends, lengths of one and of three bytes.
const std::string& conversation() {
    static const std::string bytes =
        frame(op::fin | op::text, "hello") + frame(op::fin | op::ping, "p") +
        frame(op::text, "two ") + frame(op::fin | op::continuation, "parts") +
        frame(op::fin | op::text, std::string(200, 'x')) + frame(op::fin | op::binary, "b") +
        frame(op::fin | op::close, "\x03\xe8gone");
    return bytes;
}

TEST(WebsocketCut, AtAnyByteOfAnyFrameThereIsOneEndAndNoHalfMessage) {
    Loop loop;
    for (const bool by_reset : {false, true}) {
        RawPeer peer([&](Connection& connection, int number) {
            upgrade(connection);
            connection.write(
                std::string_view(conversation()).substr(0, static_cast<std::size_t>(number)));
            if (by_reset) connection.reset();
        });
        for (std::size_t length = 0; length <= conversation().size(); ++length) {
            Guest guest(loop, to(peer));
            const auto ended = [&] {
                const auto entries = guest.diary.entries();
                return count_of(entries, "close") + count_of(entries, "fail") > 0;
            };
            ASSERT_TRUE(http_test::eventually(ended)) << length;
            guest.leave();
            const auto entries = guest.diary.entries();
            EXPECT_EQ(count_of(entries, "close") + count_of(entries, "fail"), 1u) << length;
            for (const auto& entry : entries) {
                if (entry.compare(0, 4, "text") != 0) continue;
                EXPECT_TRUE(entry == "text hello" || entry == "text two parts" ||
                            entry == "text of 200")
                    << entry << " at " << length;
            }
        }
    }
}

TEST(WebsocketCut, AtAnyByteOfTheUpgradeItFailsOnce) {
    Loop loop;
    const std::string head =
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";
    RawPeer peer([&](Connection& connection, int number) {
        connection.read_request();
        connection.write(std::string_view(head).substr(0, static_cast<std::size_t>(number)));
    });
    for (std::size_t length = 0; length <= head.size(); ++length) {
        Guest guest(loop, to(peer));
        ASSERT_TRUE(guest.diary.has_some(1)) << length;
        guest.leave();
        EXPECT_EQ(guest.diary.entries(), std::vector<std::string>{"fail upgrade_refused"})
            << length;
    }
}

}  // namespace
}  // namespace websocket_test
