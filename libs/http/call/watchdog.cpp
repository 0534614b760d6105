#include "libs/http/call/watchdog.hpp"

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>

namespace http {
namespace {

constexpr std::chrono::milliseconds cut_again_after{20};
constexpr std::chrono::hours longest_sleep{1};

}  // namespace

void Line::start() {
    base::Lock lock(mutex_);
    expired_ = false;
}

void Line::hold(int socket) {
    base::Lock lock(mutex_);
    if (socket_ >= 0) ::close(socket_);
    socket_ = ::fcntl(socket, F_DUPFD_CLOEXEC, 0);
}

void Line::release() {
    base::Lock lock(mutex_);
    if (socket_ >= 0) ::close(socket_);
    socket_ = -1;
}

void Line::expire() {
    base::Lock lock(mutex_);
    expired_ = true;
    if (socket_ >= 0) ::shutdown(socket_, SHUT_RDWR);
}

void Line::cut() {
    base::Lock lock(mutex_);
    if (socket_ >= 0) ::shutdown(socket_, SHUT_RDWR);
}

bool Line::expired() const {
    base::Lock lock(mutex_);
    return expired_;
}

bool Line::disturbed() const {
    base::Lock lock(mutex_);
    pollfd state{socket_, POLLIN | POLLRDHUP, 0};
    return socket_ >= 0 && ::poll(&state, 1, 0) != 0;
}

bool Line::peer_had_not_closed() const {
    base::Lock lock(mutex_);
    tcp_info info{};
    socklen_t size = sizeof info;
    if (socket_ < 0 || ::getsockopt(socket_, IPPROTO_TCP, TCP_INFO, &info, &size) != 0)
        return false;
    // The failed call has shut our side down by now; a peer that closed first leaves LAST_ACK.
    return info.tcpi_state == TCP_FIN_WAIT1 || info.tcpi_state == TCP_FIN_WAIT2;
}

std::shared_ptr<Watchdog> Watchdog::shared() {
    static base::Mutex mutex;
    static std::weak_ptr<Watchdog> running;
    base::Lock lock(mutex);
    auto watchdog = running.lock();
    if (!watchdog) running = watchdog = std::make_shared<Watchdog>();
    return watchdog;
}

Watchdog::Watchdog() : thread_([this] { run(); }) {}

Watchdog::~Watchdog() {
    {
        base::Lock lock(mutex_);
        stopped_ = true;
        changed_.notify_all();
    }
    thread_.join();
}

Watchdog::Watch Watchdog::watch(Time deadline, std::shared_ptr<Line> line) {
    base::Lock lock(mutex_);
    const auto watch = lines_.emplace(deadline, std::move(line));
    if (watch == lines_.begin()) changed_.notify_all();
    return watch;
}

void Watchdog::unwatch(Watch watch) {
    base::Lock lock(mutex_);
    lines_.erase(watch);
}

void Watchdog::run() {
    base::Lock lock(mutex_);
    while (!stopped_) {
        const auto now = std::chrono::steady_clock::now();
        std::chrono::nanoseconds sleep = longest_sleep;
        for (auto it = lines_.begin(); it != lines_.end(); ++it) {
            if (it->first > now) {
                sleep = std::min(sleep, std::chrono::nanoseconds(it->first - now));
                break;
            }
            it->second->expire();
            sleep = cut_again_after;
        }
        changed_.wait_for(mutex_, sleep);
    }
}

}  // namespace http
