// HTTP mode: the requests that wait for what a worker says.
#pragma once

#include <atomic>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

#include "libs/base/clock.hpp"
#include "libs/websocket/loop.hpp"
#include "proto/event.hpp"
#include "proto/reply.hpp"
#include "services/gateway/adapters/figures.hpp"

namespace gateway {

// The rules are the Desk's: a reply belongs to the delivery with its envelope id and event id, the
// first one counts, one that Socket Mode could not carry is none. Who waits lives on the loop's
// thread; requests wait on their own. The loop outlives this.
class ReplyWaits {
    struct Waiting {
        std::string event_id;
        std::promise<std::string> answer;
        bool given = false;
    };
    using Table = std::unordered_multimap<std::string, std::shared_ptr<Waiting>>;  // by envelope id

public:
    // At most so many at once, half of the requests that are served: with no worker there, events
    // and commands must still find a thread.
    static constexpr std::size_t most = 32;

    // One request's wait, from before its record is written; forgotten at its end.
    class Wait {
    public:
        Wait(ReplyWaits& waits, const proto::Event& event);
        ~Wait();
        Wait(const Wait&) = delete;
        Wait& operator=(const Wait&) = delete;
        // The body for Slack (empty: a bare answer), or nothing when `limit` is over.
        std::optional<std::string> answer(base::Duration limit);

    private:
        ReplyWaits& waits_;
        std::string envelope_id_;
        std::shared_ptr<Waiting> waiting_;
        std::future<std::string> future_;
    };

    ReplyWaits(websocket::Loop& loop, Figures& figures) : loop_(loop), figures_(figures) {}

    // Null where `most` wait already, which is counted. From any thread.
    std::unique_ptr<Wait> expect(const proto::Event& event);
    void reply(proto::Reply reply);  // from any thread

private:
    static std::string_view hand_over(Table& table, const proto::Reply& reply);

    websocket::Loop& loop_;
    Figures& figures_;
    std::atomic<std::size_t> count_{0};
    std::shared_ptr<Table> table_ = std::make_shared<Table>();  // touched on the loop only
};

}  // namespace gateway
