#include <signal.h>

#include <cstdlib>

#include "tests/integration/gateway/answering_worker.hpp"
#include "tests/integration/gateway/world.hpp"

namespace gateway_tests {
namespace {

// A real Kafka of this test's own, to be killed: the one that other tests share must live.
class OwnKafka {
public:
    OwnKafka() {
        std::string name = (std::filesystem::temp_directory_path() / "ssb-kafka-XXXXXX").string();
        if (!mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
        folder_ = name;
        start();
    }
    ~OwnKafka() {
        run("tools/kafka/start.sh --stop " + folder_);
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }
    // Returns once it answers, at the address it had.
    void start() const {
        if (!run("tools/kafka/start.sh " + folder_)) throw std::runtime_error("no Kafka");
    }
    void kill() const { tell(SIGKILL); }
    void freeze() const { tell(SIGSTOP); }
    void thaw() const { tell(SIGCONT); }
    std::string bootstrap() const { return read("bootstrap"); }

private:
    static bool run(const std::string& command) {
        return std::system((command + " >/dev/null").c_str()) == 0;
    }
    std::string read(const std::string& file) const {
        std::string word;
        std::ifstream(folder_ + "/" + file) >> word;
        return word;
    }
    void tell(int signal) const { ::kill(std::stoi(read("pid")), signal); }

    std::string folder_;
};

struct RealBroker : World {
    OwnKafka kafka;

    RealBroker() {
        client.brokers = kafka.bootstrap();
        environment["KAFKA_BROKERS"] = client.brokers;
        environment["KAFKA_CREATE_TOPICS"] = "true";
        environment.erase("KAFKA_CLIENT_OPTIONS");
    }
};

// field-pain 16, with all that a killed broker brings: cut connections, refused ones, a recovery.
TEST_F(RealBroker, KilledUnderABurstLosesNothingAckedAndIsTakenUpAgainInFiveSeconds) {
    const ServiceProcess gateway(environment, log_file);
    ASSERT_TRUE(ready(gateway));
    const AnsweringWorker worker(client, "sticker.", [](const proto::Event& event) {
        return std::vector<proto::Wire>{proto::encode(reply_to(event, R"({"options":["a"]})"))};
    });
    constexpr int burst = 1'000;
    const auto send = [&](int i) {
        const std::string id = std::to_string(i);
        slack.send(slack.newest(), i % 2 ? command(id) : mention(id, "Ev" + id));
    };
    for (int i = 0; i < burst / 2; ++i) send(i);
    kafka.kill();
    for (int i = burst / 2; i < burst; ++i) send(i);
    const auto sent = std::chrono::steady_clock::now();
    ASSERT_TRUE(is_answered(std::to_string(burst - 1)));
    for (int i = 1; i < burst; i += 2) {
        ASSERT_TRUE(is_answered(std::to_string(i))) << i;
        EXPECT_LT(slack.ack_of(std::to_string(i)).at - sent, 3s) << i;
    }
    kafka.start();
    EXPECT_LE(time_until_service(), 5s);
    const auto asked = std::chrono::steady_clock::now();
    int tries = 0;
    EXPECT_TRUE(eventually([&] {
        const std::string id = "asked again " + std::to_string(++tries);
        slack.send(slack.newest(), interactive(id, "block_suggestion"));
        return is_answered(id, 3s) && !slack.ack_of(id).payload["options"].empty();
    })) << "no reply came after the broker's return";
    EXPECT_LE(std::chrono::steady_clock::now() - asked, 5s);
    expect_nothing_acked_and_lost();
}

TEST_F(RealBroker, FrozenItIsNoConfirmAndThawedItIsTakenUpAgain) {
    const ServiceProcess gateway(environment, log_file);
    ASSERT_TRUE(ready(gateway));
    kafka.freeze();
    const auto sent = std::chrono::steady_clock::now();
    slack.send(slack.newest(), mention("e", "Ev1"));
    slack.send(slack.newest(), command("c"));
    EXPECT_TRUE(is_answered("c"));
    EXPECT_LT(slack.ack_of("c").at - sent, 3s);
    EXPECT_FALSE(slack.ack_of("c").bare);
    EXPECT_TRUE(counts(gateway, R"(kind="event",outcome="unacked"} 1)"));
    EXPECT_FALSE(slack.has_ack("e"));
    kafka.thaw();
    EXPECT_LE(time_until_service(), 5s);
    expect_nothing_acked_and_lost();
}

}  // namespace
}  // namespace gateway_tests
