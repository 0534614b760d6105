// The gateway as a process of its own, between a socket that sends envelopes and a broker. Run in
// the source folder after a build:
//   build/bin/gateway_bench [HOST:PORT of a real Kafka]      (without: the embedded broker)
// Prints acks, times and CPU per envelope of three loads, the producer's own times beside them, and
// the times of questions whose ack carries a reply: with a worker that answers each at once, and with
// the real worker, packs, Redis and all (aimed at: p99 of 150 ms with a real Kafka).
#include <cstdio>
#include <exception>
#include <future>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "bench/gateway/answerer.hpp"
#include "bench/gateway/source.hpp"
#include "bench/process/child.hpp"
#include "libs/kafka/producer.hpp"
#include "tests/fixtures/redis_server.hpp"

namespace {

using namespace std::chrono_literals;

void say(const char* what, bench::Latencies& times, std::size_t asked,
         std::chrono::duration<double> took, std::chrono::microseconds cpu) {
    const auto count = static_cast<double>(times.count());
    std::printf("%-30s %6zu of %6zu  %8.0f/s  p50 %7.2f  p99 %7.2f  max %7.2f ms", what,
                times.count(), asked, count / took.count(), times.at(0.5), times.at(0.99),
                times.at(1));
    if (cpu.count() > 0)
        std::printf("  CPU %5.1f us each", static_cast<double>(cpu.count()) / count);
    std::printf("\n");
}

void measure(const char* what, bench::Source& source, const bench::Child& gateway,
             const bench::Load& load) {
    const bench::Usage before = gateway.usage();
    const auto began = std::chrono::steady_clock::now();
    bench::Latencies times = source.run(load);
    const auto took = std::chrono::steady_clock::now() - began;
    say(what, times, load.envelopes, took, gateway.usage().cpu - before.cpu);
}

// The same number of records of the same size at the same rate, straight into the producer.
void measure_producer(const std::string& brokers, const bench::Load& load) {
    kafka::ClientConfig config;
    config.brokers = brokers;
    kafka::Producer producer(config);
    (void)producer.warm({"sticker.events.v1"}, 5s);
    const std::string value(600, 'x');
    std::vector<std::chrono::steady_clock::time_point> sent(load.envelopes), done(load.envelopes);
    const auto began = std::chrono::steady_clock::now();
    for (std::size_t i = 0; i < load.envelopes; ++i) {
        std::this_thread::sleep_until(began +
                                      std::chrono::microseconds(i * 1'000'000 / load.per_second));
        sent[i] = std::chrono::steady_clock::now();
        producer.publish({"sticker.events.v1",
                          "T0BENCH:C" + std::to_string(i % 100),
                          {{"ce_type", "sticker.probe.v1"}},
                          value,
                          {}},
                         [&done, i](base::Result<stream::Position> where) {
                             if (where) done[i] = std::chrono::steady_clock::now();
                         });
    }
    (void)producer.flush(5s);
    bench::Latencies times;
    for (std::size_t i = 0; i < load.envelopes; ++i) {
        if (done[i] < sent[i]) continue;  // not confirmed
        times.add(std::chrono::duration_cast<std::chrono::microseconds>(done[i] - sent[i]));
    }
    say("  the producer alone", times, load.envelopes, std::chrono::steady_clock::now() - began,
        0us);
}

void measure_replies(const std::string& brokers, bench::Source& source,
                     const bench::Child& gateway) {
    const fixtures::RedisServer redis;
    bench::Child worker("build/bin/sticker-worker",
                        {"SLACK_BOT_TOKEN=xoxb-0-bench-0", "SLACK_API_URL=" + source.api_url(),
                         "KAFKA_BROKERS=" + brokers, "REDIS_URL=" + redis.url(),
                         "ADMIN_ADDR=127.0.0.1:0", "LOG_LEVEL=warn"},
                        "build/bench-worker.log");
    (void)worker.listening("admin");
    // It first works through what is on the log already.
    const auto answers = [&](bench::Kind kind) {
        return source.run({20, 1, 0, kind}).at(1) < 1'000;
    };
    for (int tries = 0; tries < 60 && !answers(bench::Kind::question);) ++tries;
    (void)answers(bench::Kind::submission);
    measure("block_suggestion, real worker", source, gateway,
            {3'000, 0, 100, bench::Kind::question});
    measure("view_submission, real worker", source, gateway,
            {3'000, 0, 100, bench::Kind::submission});
}

int run(const std::string& kafka) {
    std::unique_ptr<bench::Child> broker;
    std::string brokers = kafka;
    if (brokers.empty()) {
        broker = std::make_unique<bench::Child>(
            "build/bin/sticker-broker", std::vector<std::string>{}, "build/bench-broker.log");
        brokers = broker->listening("kafka");
    }
    bench::Source source("tests/data/tls/localhost.pem", "tests/data/tls/localhost.key");
    bench::Child gateway(
        "build/bin/sticker-gateway",
        {"SLACK_APP_TOKEN=xapp-1-A0BENCH-1-bench", "SLACK_API_URL=" + source.api_url(),
         "SLACK_SOCKETS=1", "SSL_CERT_FILE=tests/data/tls/ca.pem", "KAFKA_BROKERS=" + brokers,
         "KAFKA_CREATE_TOPICS=true", 
         std::string("KAFKA_CLIENT_OPTIONS=") + (kafka.empty() ? "fetch.wait.max.ms=10" : ""),
         "ADMIN_ADDR=127.0.0.1:0", "LOG_LEVEL=warn"},
        "build/bench-gateway.log");
    (void)gateway.listening("admin");
    std::printf("TLS, 0.6 kB each, %s\n", kafka.empty() ? "embedded broker" : "real Kafka");
    (void)source.run({2'000, 64, 0});  // warm: the first records of a topic wait for its metadata
    measure_replies(brokers, source, gateway);  // first: the worker reads all that is on the log
    measure("64 in flight", source, gateway, {50'000, 64, 0});
    measure("1,000 in flight", source, gateway, {50'000, 1'000, 0});
    const bench::Load steady{10'000, 0, 1'000};
    measure("1,000/s", source, gateway, steady);
    measure_producer(brokers, steady);
    measure("burst of 5,000", source, gateway, {5'000, 0, 0});
    {
        const bench::Answerer worker(brokers);
        (void)source.run({200, 1, 0, bench::Kind::question});  // warm
        measure("questions at 100/s, answered", source, gateway,
                {3'000, 0, 100, bench::Kind::question});
    }
    const bench::Usage end = gateway.usage();
    std::printf("memory: %ld MiB resident, %ld MiB at most\n", end.resident_kib / 1024,
                end.peak_kib / 1024);
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    try {
        return run(argc > 1 ? argv[1] : "");
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "gateway_bench: %s (logs: build/bench-*.log)\n", failure.what());
        return 1;
    }
}
