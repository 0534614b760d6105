// Follows a topic from its end, without a group: every reader of it sees every record.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "libs/base/clock.hpp"
#include "libs/base/result.hpp"
#include "libs/kafka/config.hpp"
#include "libs/stream/record.hpp"

namespace kafka {

// All partitions, nothing committed, nothing remembered. Used by one thread; state() from any. It
// reads on by itself after the brokers were away, from where it was; where that place is gone (a
// log that was cut or made anew), from the end again.
class Tail {
public:
    // Throws std::runtime_error for settings that librdkafka refuses; a broker need not be there yet.
    Tail(const ClientConfig& config, const std::string& topic);
    ~Tail();  // waits for no broker

    // Asks where each partition ends and begins there: what is written after it returned is read.
    // To be called until it succeeds, then no more. Errors (later): no_broker, unknown_topic.
    base::Result<void> position(base::Duration limit);
    // At most `limit` records, waiting up to `wait` for the first one; none before position().
    std::vector<stream::Record> poll(base::Duration wait, std::size_t limit);
    ClientState state() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace kafka
