// A worker that answers each question at once: what is left is the way over the bus and back.
#pragma once

#include <stop_token>
#include <string>
#include <thread>

#include "libs/kafka/producer.hpp"
#include "libs/kafka/tail/tail.hpp"

namespace bench {

class Answerer {
public:
    // Throws std::runtime_error when the topics cannot be read.
    explicit Answerer(const std::string& brokers);

private:
    void run(const std::stop_token& stop);

    kafka::Producer producer_;
    kafka::Tail tail_;
    std::jthread thread_;
};

}  // namespace bench
