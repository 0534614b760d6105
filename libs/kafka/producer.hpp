// Durable writes: acks=all, idempotent, an answer for every record within 2.5 s.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "libs/base/clock.hpp"
#include "libs/kafka/config.hpp"
#include "libs/stream/ports.hpp"

namespace kafka {

struct ProducerLimits {
    base::Duration message_timeout{1500};  // reports come up to 1 s later: worst 2.5 s < Slack's 3 s
    std::size_t max_messages = 20000;      // then `queue_full`
    std::size_t max_kbytes = 65536;
};

// Thread-safe. One own thread serves delivery reports: confirms run on it and must not block.
// Errors of a confirm: queue_full, timed_out (unknown when possibly persisted, else later),
// too_large (never), unknown_topic (later), not_enough_replicas (later), fatal (later: the process
// should restart), kafka_error (later). Whatever the code: retry is `unknown` where the broker may
// have written the record before it failed.
class Producer final : public stream::Sink {
public:
    // Throws std::runtime_error for settings that librdkafka refuses; a broker need not be there yet.
    explicit Producer(const ClientConfig& config, ProducerLimits limits = {});
    ~Producer() override;  // flushes up to 2.5 s; what is left is confirmed with an error

    void publish(stream::OutRecord record, stream::Confirm confirm) override;

    // Fetches the metadata of these topics now (the first produce to a cold topic took 1 s), so that
    // an unknown topic is found before readiness. Error: unknown_topic, no_broker (later).
    base::Result<void> warm(const std::vector<std::string>& topics, base::Duration limit);
    // Waits until every record published so far is confirmed. False: the time was up.
    bool flush(base::Duration limit);
    ClientState state() const;
    // Puts the client into its fatal state as a broker's answer would: for tests of what follows.
    void break_down();

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

// Publishes and waits for the answer; for tools, tests and threads that may block.
base::Result<stream::Position> publish_and_wait(stream::Sink& sink, stream::OutRecord record);

}  // namespace kafka
