#include <future>
#include <optional>

#include "tests/integration/gateway/answering_worker.hpp"
#include "tests/integration/gateway/world.hpp"

namespace gateway_tests {
namespace {

// Slack's members at 100 envelopes a second, each given to any open socket. One whose socket goes
// before its ack is given to another one.
class Traffic {
public:
    explicit Traffic(SlackStage& slack)
        : slack_(slack), thread_([this](const std::stop_token& stop) { run(stop); }) {}

    // Sends no more, and waits until all is acked.
    void stop() {
        thread_.request_stop();
        thread_.join();
    }
    struct Sent {
        ConnectionId socket = 0;
        SteadyTime first = {};
        int times = 0;
    };
    const std::map<std::string, Sent>& sent() const { return sent_; }  // after stop()

private:
    static constexpr std::chrono::milliseconds every{10};

    void run(const std::stop_token& stop) {
        auto next = std::chrono::steady_clock::now();
        auto until = next;
        while (!stop.stop_requested() || (waits() && until + 5s > next)) {
            if (!stop.stop_requested()) {
                until = next;
                give(std::to_string(sent_.size()));
            }
            give_again();
            next += every;
            std::this_thread::sleep_until(next);
        }
    }
    void give(const std::string& id) {
        const auto open = slack_.open();
        if (open.empty()) ADD_FAILURE() << "no socket for envelope " << id;
        if (open.empty()) return;
        Sent& sent = sent_[id];
        if (sent.times++ == 0) sent.first = std::chrono::steady_clock::now();
        sent.socket = *std::next(open.begin(), static_cast<long>((sent_.size() * 7) % open.size()));
        switch (std::stoi(id) % 4) {
            case 0: return slack_.send(sent.socket, mention(id, "Ev" + id));
            case 1: return slack_.send(sent.socket, interactive(id, "block_suggestion"));
            case 2: return slack_.send(sent.socket, interactive(id, "block_actions"));
            default: return slack_.send(sent.socket, command(id));
        }
    }
    void give_again() {
        const auto open = slack_.open();
        std::vector<std::string> lost;
        for (const std::string& id : unacked()) {
            if (open.count(sent_[id].socket) == 0) lost.push_back(id);
        }
        for (const auto& id : lost) give(id);
    }
    std::vector<std::string> unacked() {
        const auto acks = slack_.acks();
        for (; seen_ < acks.size(); ++seen_) acked_.insert(acks[seen_].id);
        std::vector<std::string> open;
        for (const auto& [id, sent] : sent_) {
            if (acked_.count(id) == 0) open.push_back(id);
        }
        return open;
    }
    bool waits() { return !unacked().empty(); }

    SlackStage& slack_;
    std::map<std::string, Sent> sent_;
    std::set<std::string> acked_;
    std::size_t seen_ = 0;
    std::jthread thread_;
};

struct Rolling : World {
    using Process = std::optional<ServiceProcess>;

    // As a rolling deploy does: the new one is ready before the old one is told to stop.
    void replace(Process& old) {
        Process fresh;
        fresh.emplace(environment, log_file);
        ASSERT_TRUE(ready(*fresh));
        stop(old);
        old.emplace(environment, log_file);  // the third: what a second deploy finds
        ASSERT_TRUE(ready(*old));
        stop(fresh);
    }
    static void stop(Process& process) {
        const auto began = std::chrono::steady_clock::now();
        EXPECT_EQ(process->terminate(), 0);
        EXPECT_LE(std::chrono::steady_clock::now() - began, 5s);
        process.reset();
    }
};

// field-pain 17.
TEST_F(Rolling, AHundredEnvelopesASecondNeverNoticeARestart) {
    client.extra["fetch.wait.max.ms"] = "10";
    Process one, two;
    one.emplace(environment, log_file);
    two.emplace(environment, log_file);
    ASSERT_TRUE(ready(*one));
    ASSERT_TRUE(ready(*two));
    const AnsweringWorker worker(client, "sticker.", [](const proto::Event& event) {
        return std::vector<proto::Wire>{proto::encode(reply_to(event, R"({"options":["a"]})"))};
    });
    Traffic traffic(slack);
    replace(one);
    replace(two);
    traffic.stop();

    const auto acks = slack.acks();
    std::map<std::string, SteadyTime> acked;
    for (const auto& ack : acks) {
        acked.emplace(ack.id, ack.at);
        if (std::stoi(ack.id) % 4 == 1) {
            EXPECT_EQ(ack.payload, json::parse(R"({"options":["a"]})")) << ack.id;
        } else {
            EXPECT_TRUE(ack.bare) << ack.id << " was told " << ack.payload;
        }
    }
    const auto there = stored();
    EXPECT_GE(traffic.sent().size(), 200u);
    int repeats = 0;
    for (const auto& [id, sent] : traffic.sent()) {
        ASSERT_TRUE(acked.count(id)) << id << " was never acked";
        EXPECT_LT(acked[id] - sent.first, 3s) << id;
        ASSERT_TRUE(there.count(id)) << id << " was acked and is lost";
        EXPECT_LE(there.at(id), sent.times) << id << " is in the log more often than Slack sent it";
        repeats += sent.times - 1;
    }
    EXPECT_LE(repeats, 4 * 3) << "more than a moment's worth for each of four stops";
}

}  // namespace
}  // namespace gateway_tests
