#include "tests/unit/websocket/raw_frames.hpp"

#include <openssl/evp.h>

namespace websocket_test {
namespace {

std::uint8_t byte_of(char c) { return static_cast<std::uint8_t>(c); }

// RFC 6455 4.2.2, item 5.4
std::string accept_value(const std::string& key) {
    const std::string whole = key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned int size = 0;
    EVP_Digest(whole.data(), whole.size(), digest, &size, EVP_sha1(), nullptr);
    unsigned char encoded[64];
    const int length = EVP_EncodeBlock(encoded, digest, static_cast<int>(size));
    return {reinterpret_cast<char*>(encoded), static_cast<std::size_t>(length)};
}

}  // namespace

std::string upgrade(Connection& connection) {
    const auto request = connection.read_request();
    constexpr std::string_view name = "Sec-WebSocket-Key: ";
    const auto at = request.find(name);
    if (at == std::string::npos) return {};
    const auto start = at + name.size();
    const auto key = request.substr(start, request.find("\r\n", start) - start);
    connection.write(
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
        "Connection: Upgrade\r\nSec-WebSocket-Accept: " +
        accept_value(key) + "\r\n\r\n");
    return request;
}

std::string frame(std::uint8_t first_byte, std::string_view payload) {
    std::string out(1, static_cast<char>(first_byte));
    const auto size = payload.size();
    int length_bytes = 0;
    if (size < 126) {
        out += static_cast<char>(size);
    } else if (size < 65536) {
        out += static_cast<char>(126);
        length_bytes = 2;
    } else {
        out += static_cast<char>(127);
        length_bytes = 8;
    }
    for (int i = length_bytes - 1; i >= 0; --i) out += static_cast<char>(size >> (8 * i) & 0xff);
    return out.append(payload);
}

bool FrameReader::fill(std::size_t size) {
    while (bytes_.size() < size) {
        const auto more = connection_.read_some();
        if (more.empty()) return false;
        bytes_ += more;
    }
    return true;
}

std::string FrameReader::take(std::size_t size) {
    auto out = bytes_.substr(0, size);
    bytes_.erase(0, size);
    return out;
}

std::optional<Frame> FrameReader::next() {
    if (!fill(2)) return std::nullopt;
    const auto head = take(2);
    Frame out;
    out.last = (byte_of(head[0]) & op::fin) != 0;
    out.opcode = byte_of(head[0]) & 0x0f;
    out.masked = (byte_of(head[1]) & 0x80) != 0;
    std::uint64_t size = byte_of(head[1]) & 0x7f;
    if (size >= 126) {
        const std::size_t length_bytes = size == 126 ? 2 : 8;
        if (!fill(length_bytes)) return std::nullopt;
        size = 0;
        for (const char c : take(length_bytes)) size = size << 8 | byte_of(c);
    }
    const std::size_t mask_bytes = out.masked ? 4 : 0;
    if (!fill(mask_bytes + size)) return std::nullopt;
    const auto mask = take(mask_bytes);
    out.payload = take(size);
    for (std::size_t i = 0; out.masked && i < out.payload.size(); ++i) {
        out.payload[i] = static_cast<char>(byte_of(out.payload[i]) ^ byte_of(mask[i % 4]));
    }
    return out;
}

}  // namespace websocket_test
