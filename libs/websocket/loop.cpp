#include "libs/websocket/loop.hpp"

#include "libs/websocket/loop_impl.hpp"

namespace websocket {
namespace {

constexpr std::chrono::milliseconds heartbeat_period{250};

}  // namespace

Loop::Impl::Impl() {
    {
        base::Lock lock(door->mutex);
        door->io = &io;
    }
    tick();
    thread = std::thread([this] { io.run(); });
}

Loop::Impl::~Impl() {
    {
        base::Lock lock(door->mutex);
        door->io = nullptr;
    }
    io.stop();
    thread.join();
}

void Loop::Impl::tick() {
    last_tick = std::chrono::steady_clock::now().time_since_epoch().count();
    heartbeat.expires_after(heartbeat_period);
    heartbeat.async_wait([this](const std::error_code& error) {
        if (!error) tick();
    });
}

Loop::Loop() : impl_(std::make_unique<Impl>()) {}
Loop::~Loop() = default;

void Loop::post(std::function<void()> work) { asio::post(impl_->io, std::move(work)); }

void Loop::post_after(std::chrono::milliseconds delay, std::function<void()> work) {
    auto timer = std::make_shared<asio::steady_timer>(impl_->io, delay);
    timer->async_wait([timer, work = std::move(work)](const std::error_code& error) {
        if (!error) work();
    });
}

bool Loop::on_loop_thread() const { return std::this_thread::get_id() == impl_->thread.get_id(); }

std::chrono::milliseconds Loop::since_last_tick() const {
    const std::chrono::steady_clock::time_point last{
        std::chrono::steady_clock::duration{impl_->last_tick.load()}};
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() -
                                                                 last);
}

}  // namespace websocket
