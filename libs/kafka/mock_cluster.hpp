// librdkafka's mock cluster: in memory, in this process, on 127.0.0.1. For trying out and for faults.
// What it cannot do: survive a restart, hold more than 5 MiB per partition, look up times, answer
// admin calls (docs/adr has the list).
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "libs/base/clock.hpp"

namespace kafka {

class MockCluster {
public:
    explicit MockCluster(int brokers = 1);
    ~MockCluster();

    std::string bootstrap() const;  // "127.0.0.1:PORT"
    void create_topic(const std::string& name, int partitions);

    // Faults, for tests. Codes are librdkafka's RD_KAFKA_RESP_ERR_ numbers.
    void set_down(bool down);
    void delay_answers(base::Duration rtt);  // zero: none
    void fail_produce(int times, int error_code);
    void lose_produce_answer(int times);  // persisted, but the connection drops before the answer
    void fail_offsets(int times, int error_code);  // who asks where a partition ends
    void stop_failing();                  // forgets what is left of the three

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace kafka
