// What happened, in order: the JSON lines of GET /twin/ledger.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>

#include "libs/base/clock.hpp"
#include "tools/slack-twin/world/json.hpp"
#include "tools/slack-twin/world/model.hpp"

namespace twin {

// Append-only, with one exception: the line of an envelope is written when it is sent, and its ack
// is filled in when it comes in time (an ack after the deadline leaves it null). Bounded: at
// kMaxLines the oldest lines go. The line formats are interface.md's; extra members may be added,
// none removed.
class Ledger {
public:
    static constexpr std::size_t kMaxLines = 200'000;
    using LineId = std::uint64_t;

    explicit Ledger(const base::Clock& clock) : clock_(clock) {}

    struct Envelope {
        std::string id, type, user, socket;  // socket: its number, "http", or empty for none
        int attempt = 0;
    };
    LineId envelope(const Envelope& envelope);
    // `ack`: the payload, or {} for a bare ack.
    void acked(LineId line, std::int64_t after_ms, Json ack);

    struct Call {
        std::string method, error, fault;
        bool ok = false;
        int status = 200, retry_after = 0;
        Json args;
    };
    void call(const Call& call);
    void visible(const Message& message);
    void gone(const Message& message);

    void clear();
    std::size_t size() const { return lines_.size(); }
    std::string text() const;  // one object a line

private:
    Json& add(const char* kind);
    const base::Clock& clock_;
    std::deque<Json> lines_;
    LineId first_ = 0;
};

}  // namespace twin
