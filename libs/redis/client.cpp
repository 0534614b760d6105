#include "libs/redis/client.hpp"

#include <atomic>
#include <optional>
#include <utility>

#include "libs/base/mutex.hpp"
#include "libs/redis/connection.hpp"

namespace redis {
namespace {

using SteadyClock = std::chrono::steady_clock;

// After a failure nobody tries for this long.
constexpr std::chrono::milliseconds retry_pause{100};

}  // namespace

struct Client::Impl {
    explicit Impl(Config c) : config(std::move(c)) {}

    // Room for one connection; a warm one where there is one.
    base::Result<std::optional<Connection>> acquire();
    void release(std::optional<Connection> connection);
    void note(bool answered);
    base::Result<Reply> call(const std::vector<std::string>& words);

    const Config config;
    std::atomic<bool> reachable{true};
    base::Mutex mutex;
    base::Condition freed;
    std::vector<Connection> idle GUARDED_BY(mutex);
    std::size_t in_use GUARDED_BY(mutex) = 0;
    bool down GUARDED_BY(mutex) = false;
    bool probing GUARDED_BY(mutex) = false;  // while down: one call tries
    SteadyClock::time_point retry_at GUARDED_BY(mutex){};
};

base::Result<std::optional<Connection>> Client::Impl::acquire() {
    base::Lock lock(mutex);
    const auto give_up = SteadyClock::now() + config.command_timeout;
    for (;;) {
        const auto now = SteadyClock::now();
        if (down && (probing || now < retry_at)) {
            return base::Error::later("redis_away", "it was away a moment ago");
        }
        if (in_use < config.connections) break;
        if (now >= give_up) return base::Error::later("redis_away", "every connection is busy");
        freed.wait_for(mutex, give_up - now);
    }
    probing = down;
    ++in_use;
    while (!idle.empty()) {
        std::optional<Connection> warm(std::move(idle.back()));
        idle.pop_back();
        if (!warm->stale()) return warm;
    }
    return std::optional<Connection>{};
}

void Client::Impl::release(std::optional<Connection> connection) {
    base::Lock lock(mutex);
    --in_use;
    if (connection && !connection->broken()) idle.push_back(std::move(*connection));
    freed.notify_one();
}

void Client::Impl::note(bool answered) {
    reachable = answered;
    base::Lock lock(mutex);
    down = !answered;
    probing = false;
    if (answered) return;
    retry_at = SteadyClock::now() + retry_pause;
    idle.clear();
    freed.notify_all();  // those who wait for a connection need not wait longer
}

base::Result<Reply> Client::Impl::call(const std::vector<std::string>& words) {
    auto room = acquire();
    if (!room) return room.error();
    std::optional<Connection> connection = std::move(*room);
    if (!connection) {
        auto opened = Connection::open(config);
        if (!opened) {
            note(false);
            release(std::nullopt);
            return opened.error();
        }
        connection = std::move(*opened);
    }
    auto reply = connection->command(words);
    note(!connection->broken());
    release(std::move(connection));
    return reply;
}

Client::Client(Config config) : impl_(std::make_unique<Impl>(std::move(config))) {}
Client::~Client() = default;

base::Result<Reply> Client::command(const std::vector<std::string>& words) {
    return impl_->call(words);
}

base::Result<Reply> Client::run(const Script& script, const std::vector<std::string>& keys,
                                const std::vector<std::string>& arguments) {
    std::vector<std::string> words{"EVALSHA", script.sha1(), std::to_string(keys.size())};
    words.insert(words.end(), keys.begin(), keys.end());
    words.insert(words.end(), arguments.begin(), arguments.end());
    auto reply = impl_->call(words);
    const bool unknown = !reply && reply.error().code == "redis_error" &&
                         reply.error().context.rfind("NOSCRIPT", 0) == 0;
    if (!unknown) return reply;
    words[0] = "EVAL";
    words[1] = script.text();
    return impl_->call(words);
}

bool Client::reachable() const { return impl_->reachable; }

}  // namespace redis
