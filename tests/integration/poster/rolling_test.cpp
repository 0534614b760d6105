// Posters replaced one after the other under load, on a real Kafka and a real Redis.
#include <map>
#include <memory>
#include <thread>

#include "libs/kafka/log_reader.hpp"
#include "libs/kafka/producer.hpp"
#include "proto/outcome.hpp"
#include "proto/topics.hpp"
#include "tests/fixtures/service_world.hpp"
#include "tests/integration/kafka/real_service.hpp"
#include "tests/integration/poster/slack_server.hpp"
#include "tests/unit/poster/world.hpp"

namespace poster_tests {
namespace {

using fixtures::ServiceProcess;
using namespace std::chrono_literals;

// Four posts a second for each workspace, one for each channel: as many as Slack allows, so some
// wait for their slot at any time.
constexpr int teams = 25;
constexpr int channels_a_team = 4;
constexpr int channels = channels_a_team * teams;

std::string channel_of(int number) { return "C" + std::to_string(number % channels); }

// 100 stickers a second, round the channels, numbered as they were pressed.
class Presses {
public:
    Presses(kafka::ClientConfig config, std::string topic, std::string response_url)
        : config_(std::move(config)),
          topic_(std::move(topic)),
          response_url_(std::move(response_url)),
          thread_([this](const std::stop_token& stop) { run(stop); }) {}

    // How many there were.
    int stop() {
        thread_.request_stop();
        thread_.join();
        return pressed_;
    }

private:
    static constexpr std::chrono::milliseconds every{10};

    void run(const std::stop_token& stop) {
        kafka::Producer producer(config_);
        auto next = std::chrono::steady_clock::now();
        for (; !stop.stop_requested(); ++pressed_) {
            const auto wire = proto::encode(sticker(pressed_));
            producer.publish(
                {topic_, wire.key, wire.headers, wire.value, {}},
                [](const base::Result<stream::Position>& at) { EXPECT_TRUE(at.ok()); });
            next += every;
            std::this_thread::sleep_until(next);
        }
        EXPECT_TRUE(producer.flush(10s));
    }
    proto::Action sticker(int number) const {
        auto action = poster::traced(base::SystemClock().now());
        const proto::TeamId team("T" + std::to_string(number % channels / channels_a_team));
        action.id = proto::action_id(team, "preview", "send", number);
        action.conversation = {team, proto::ChannelId(channel_of(number))};
        action.arguments =
            json{{"channel", channel_of(number)}, {"text", std::to_string(number)}}.dump();
        action.notify->response_url = response_url_;
        return action;
    }

    const kafka::ClientConfig config_;
    const std::string topic_, response_url_;
    int pressed_ = 0;
    std::jthread thread_;
};

struct Rolling : kafka_tests::RealService {
    SlackServer slack;

    void SetUp() override {
        RealService::SetUp();
        set_up(slack.api_url());
    }
    std::unique_ptr<ServiceProcess> poster() const {
        auto process = std::make_unique<ServiceProcess>(environment);
        const auto is_ready = [&] { return fixtures::ServiceWorld::is_ready(*process); };
        EXPECT_TRUE(fixtures::eventually(is_ready, 30s));
        return process;
    }
    std::size_t posts() const { return slack.count("chat.postMessage"); }
    bool post_on(std::size_t more = 100) const {
        const auto wanted = posts() + more;
        return fixtures::eventually([&] { return posts() >= wanted; }, 20s);
    }
    std::map<proto::End, int> outcomes() const {
        std::map<proto::End, int> found;
        const kafka::Stretch whole{proto::outcomes_topic.full(prefix), base::Time{},
                                   base::SystemClock().now() + 1h};
        (void)kafka::read(config, whole, [&](const stream::Record& record) {
            const auto outcome = proto::decode_outcome({record.key, record.headers, record.value});
            if (outcome) ++found[outcome->end];
            return true;
        });
        return found;
    }
};

// What each channel saw: all of its own, once, in the order of the presses.
TEST_F(Rolling, RestartsUnderAHundredActionsASecondLoseDoubleAndReorderNothing) {
    auto one = poster(), two = poster();
    Presses presses(config, proto::actions_topic.full(prefix), slack.response_url());
    ASSERT_TRUE(post_on());
    EXPECT_EQ(one->terminate(), 0);
    ASSERT_TRUE(post_on());
    one = poster();
    ASSERT_TRUE(post_on());
    EXPECT_EQ(two->terminate(), 0);
    ASSERT_TRUE(post_on());
    two = poster();
    ASSERT_TRUE(post_on());
    const int pressed = presses.stop();
    EXPECT_TRUE(
        fixtures::eventually([&] { return posts() >= static_cast<std::size_t>(pressed); }, 30s));
    EXPECT_TRUE(fixtures::eventually([&] { return outcomes()[proto::End::done] >= pressed; }, 20s));
    EXPECT_EQ(one->terminate(), 0);
    EXPECT_EQ(two->terminate(), 0);

    std::map<std::string, std::vector<int>> seen;
    for (const auto& post : slack.calls("chat.postMessage")) {
        seen[post.channel()].push_back(std::stoi(post.text()));
    }
    for (int c = 0; c < channels; ++c) {
        std::vector<int> wanted;
        for (int number = c; number < pressed; number += channels) wanted.push_back(number);
        EXPECT_EQ(seen[channel_of(c)], wanted) << channel_of(c);
    }
    const auto ends = outcomes();
    RecordProperty("pressed", pressed);
    for (const auto& [end, count] : ends) {
        if (end != proto::End::duplicate) {
            EXPECT_EQ(end, proto::End::done) << count;
        }
    }
}

}  // namespace
}  // namespace poster_tests
