// The server's side of RFC 6455 byte by byte, over a RawPeer's connection.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "tests/unit/http/raw_peer.hpp"

namespace websocket_test {

using http_test::Connection;

// RFC 6455 5.2: the bits and opcodes of a frame's first byte.
namespace op {
inline constexpr std::uint8_t fin = 0x80, continuation = 0x0, text = 0x1, binary = 0x2, close = 0x8,
                              ping = 0x9, pong = 0xa;
}  // namespace op

struct Frame {
    bool last = false;  // FIN
    std::uint8_t opcode = 0;
    bool masked = false;
    std::string payload;  // unmasked
};

// Reads the upgrade request and answers 101. The request, empty when none came.
std::string upgrade(Connection& connection);

// An unmasked frame with this first byte (FIN, reserved bits and opcode as the test wants them).
std::string frame(std::uint8_t first_byte, std::string_view payload);

// The frames a client sends, one after the other.
class FrameReader {
public:
    explicit FrameReader(Connection& connection) : connection_(connection) {}
    std::optional<Frame> next();  // nullopt at the end

private:
    bool fill(std::size_t size);
    std::string take(std::size_t size);

    Connection& connection_;
    std::string bytes_;
};

}  // namespace websocket_test
