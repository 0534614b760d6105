#include <chrono>
#include <future>
#include <utility>

#include "services/gateway/adapters/redis_lease.hpp"
#include "services/gateway/adapters/slack_sockets.hpp"
#include "services/gateway/adapters/socket_urls.hpp"
#include "services/gateway/app/transport.hpp"

namespace gateway {
namespace {

constexpr base::Duration tick_every{100};
constexpr base::Duration look_again{20};
constexpr base::Duration goodbye_limit{1'200};  // a close handshake is given 1 s
constexpr base::Duration stuck_after{5'000};
// A call for an address that hangs ends within a drain, and within the time to be back in (5 s).
constexpr base::Duration url_connect_limit{1'000};
constexpr base::Duration url_limit{4'000};

// Everything of Socket Mode that lives on the loop's thread. `self` is shared with the timers and
// confirms that are still on their way, so none of them can outlive what it touches.
struct OnLoop {
    OnLoop(websocket::Loop& loop, const TransportParts& parts, KafkaPublisher& publisher)
        : sockets(loop, socket_config(parts.config), parts.clock, parts.context.log, parts.figures),
          desk(publisher, sockets, parts.figures, {}, parts.instance) {}

    static SocketConfig socket_config(const Config& config) {
        SocketConfig socket;
        socket.limits.sockets = config.sockets;
        socket.proxy = config.slack.proxy;
        socket.no_proxy = config.slack.no_proxy;
        return socket;
    }

    SlackSockets sockets;
    Desk desk;
};

// What /readyz says: what lives, what it may hold, and why it does not.
std::string readiness_words(const SlackSockets& sockets) {
    const Lease& lease = sockets.lease();
    const std::string trouble = sockets.trouble();
    std::string words = std::to_string(sockets.live()) + " live";
    if (sockets.live() == 0) words = trouble.empty() ? "waiting for hello" : trouble;
    if (lease.is_away()) return words + " · Redis is away: keeps what it held, opens none beyond";
    if (lease.leased() == lease.wanted()) return words;
    return words + " · " + std::to_string(lease.leased()) + " of " + std::to_string(lease.wanted()) +
           " wanted are leased, of 8 for all replicas";
}

class SocketTransport final : public Transport {
    template <class Work>
    void on_the_loop(Work work) {
        loop_.post([weak = weak_, work = std::move(work)]() mutable {
            if (const auto on_loop = weak.lock()) work(*on_loop);
        });
    }

    template <class Question>
    auto ask(Question question) {
        std::promise<decltype(question(*on_loop_))> answer;
        loop_.post([&] { answer.set_value(question(*on_loop_)); });
        return answer.get_future().get();
    }

    template <class Condition>
    void wait(SteadyTime until, Condition condition) {
        while (!ask(condition) && parts_.clock.steady() < until) std::this_thread::sleep_for(look_again);
    }

public:
    explicit SocketTransport(TransportParts parts)
        : parts_(std::move(parts)),
          loop_(parts_.loop),
          publisher_(parts_.sink, loop_, parts_.topics, parts_.figures),
          on_loop_(std::make_shared<OnLoop>(loop_, parts_, publisher_)),
          weak_(on_loop_),
          urls_({parts_.config.slack.api_url, url_connect_limit, url_limit, parts_.config.slack.proxy,
                 parts_.config.slack.no_proxy},
                parts_.config.app_token,
                [this](Connection connection, base::Result<std::string> url) {
                    on_the_loop([connection, url = std::move(url)](OnLoop& on_loop) mutable {
                        on_loop.sockets.url_answer(connection, std::move(url));
                    });
                }),
          lease_(parts_.config.redis, lease_key(parts_.config.app_token),
                 [this](base::Result<LeaseAnswer> answer) {
                     on_the_loop([answer = std::move(answer)](OnLoop& on_loop) {
                         on_loop.sockets.lease_answer(answer);
                     });
                 }) {
        parts_.readiness.expect("slack", "waiting for hello");
        on_loop_->sockets.connect_to(
            on_loop_->desk, {[this](Connection connection) { urls_.ask(connection); },
                             [this](const LeaseClaim& claim) { lease_.claim(claim); }});
        publisher_.deliver_to([weak = weak_, this](Token token, bool durable) {
            if (const auto on_loop = weak.lock()) {
                on_loop->desk.confirmed(token, durable, parts_.clock.steady());
            }
        });
    }

    // The loop's things are freed on the loop; what still comes for them finds nobody.
    ~SocketTransport() override {
        std::promise<void> freed;
        loop_.post([&] {
            on_loop_.reset();
            freed.set_value();
        });
        freed.get_future().wait();
    }

    base::Result<std::string> listen() override { return std::string(); }

    void open() override { on_the_loop([this](OnLoop&) { tick(on_loop_); }); }

    void refresh() override {
        const auto [live, words] = ask([](OnLoop& on_loop) {
            return std::pair(on_loop.sockets.live(), readiness_words(on_loop.sockets));
        });
        parts_.readiness.set("slack", live > 0, words);
    }

    void drain(base::Duration limit) override {
        const auto until = parts_.clock.steady() + limit - goodbye_limit;
        ask([](OnLoop& on_loop) { return on_loop.sockets.drain(), 0; });
        // In the step that finds nothing under way, or what comes in between would stay un-acked.
        wait(until, [](OnLoop& on_loop) {
            if (on_loop.desk.under_way() > 0) return false;
            return on_loop.sockets.close_all(), true;
        });
        ask([](OnLoop& on_loop) { return on_loop.sockets.close_all(), 0; });
        wait(parts_.clock.steady() + goodbye_limit,
             [](OnLoop& on_loop) { return on_loop.sockets.count() == 0; });
    }

    void reply(proto::Reply reply) override {
        on_the_loop([this, reply = std::move(reply)](OnLoop& on_loop) {
            on_loop.desk.reply(reply, parts_.clock.steady());
        });
    }

    bool alive() const override { return loop_.since_last_tick() < stuck_after; }

    std::string state() override {
        return ask([](OnLoop& on_loop) {
            const Lease& lease = on_loop.sockets.lease();
            return R"({"transport":"socket","sockets_wanted":)" + std::to_string(lease.wanted()) +
                   R"(,"sockets_leased":)" + std::to_string(lease.leased()) +
                   R"(,"lease_redis":)" + (lease.is_away() ? R"("away")" : R"("ok")") +
                   R"(,"sockets_live":)" + std::to_string(on_loop.sockets.live()) +
                   R"(,"sockets":)" + std::to_string(on_loop.sockets.count()) + R"(,"under_way":)" +
                   std::to_string(on_loop.desk.under_way()) + "}";
        });
    }

private:
    void tick(const std::shared_ptr<OnLoop>& on_loop) {
        on_loop->sockets.tick();
        loop_.post_after(tick_every, [this, weak = std::weak_ptr<OnLoop>(on_loop)] {
            if (const auto again = weak.lock()) tick(again);
        });
    }

    TransportParts parts_;
    websocket::Loop& loop_;
    KafkaPublisher publisher_;
    std::shared_ptr<OnLoop> on_loop_;      // freed on the loop
    const std::weak_ptr<OnLoop> weak_;  // what other threads may copy at any time
    SocketUrls urls_;   // its thread uses all of the above
    RedisLease lease_;  // the same, and gives back last of all what was leased
};

}  // namespace

std::unique_ptr<Transport> make_socket_transport(TransportParts parts) {
    return std::make_unique<SocketTransport>(std::move(parts));
}

}  // namespace gateway
