#include "libs/websocket/dial.hpp"

#include <netdb.h>

#include <algorithm>
#include <cstring>
#include <thread>
#include <utility>

#include "libs/websocket/loop_impl.hpp"

namespace websocket {
namespace {

constexpr std::size_t longest_answer = 8 * 1024;  // bytes, the head only

Endpoints ask(const std::string& host, std::uint16_t port) {
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_ADDRCONFIG;
    addrinfo* found = nullptr;
    Endpoints out;
    if (::getaddrinfo(host.c_str(), nullptr, &hints, &found) != 0) return out;
    for (const addrinfo* it = found; it != nullptr; it = it->ai_next) {
        if (it->ai_family != AF_INET && it->ai_family != AF_INET6) continue;
        asio::ip::tcp::endpoint endpoint;
        std::memcpy(endpoint.data(), it->ai_addr, it->ai_addrlen);
        endpoint.resize(it->ai_addrlen);
        endpoint.port(port);
        out.push_back(endpoint);
    }
    ::freeaddrinfo(found);
    return out;
}

// Calls `done` on the loop's thread, later, with the addresses in the order to try them. The lookup
// runs on a thread of its own (getaddrinfo cannot be told when to stop, and neither can Asio's
// resolver, whose destructor waits for it); a loop that ends meanwhile leaves that thread behind.
void resolve(Loop& loop, const std::string& host, std::uint16_t port,
             std::function<void(Endpoints)> done) {
    std::error_code not_numeric;
    const auto address = asio::ip::make_address(host, not_numeric);
    if (!not_numeric) {
        loop.post([endpoint = asio::ip::tcp::endpoint(address, port), done] { done({endpoint}); });
        return;
    }
    std::thread([door = loop.impl().door, host, port, done = std::move(done)] {
        auto endpoints = ask(host, port);
        base::Lock lock(door->mutex);
        if (door->io == nullptr) return;
        asio::post(*door->io, [done, endpoints = std::move(endpoints)] { done(endpoints); });
    }).detach();
}

}  // namespace

Dial::Dial(Loop& loop, asio::ip::tcp::socket& socket, Target target, Proxy proxy,
           std::chrono::steady_clock::time_point deadline, Done done)
    : loop_(loop),
      socket_(socket),
      target_(std::move(target)),
      proxy_(std::move(proxy)),
      deadline_(deadline),
      done_(std::move(done)),
      attempt_(loop.impl().io) {}

void Dial::start() {
    const auto port = proxy_.host.empty() ? target_.port : proxy_.port;
    // Weak: the thread of the lookup must never be the one that destroys a Dial.
    resolve(loop_, first_host(), port, [weak = weak_from_this()](Endpoints found) {
        const auto self = weak.lock();
        if (!self || self->stopped_) return;
        if (found.empty()) {
            return self->finish(base::Error::later("resolve_failed", self->first_host()));
        }
        std::reverse(found.begin(), found.end());
        self->addresses_ = std::move(found);
        self->connect_next({});
    });
}

void Dial::connect_next(const std::error_code& last_error) {
    if (addresses_.empty()) {
        return finish(
            base::Error::later("connect_failed", first_host() + ": " + last_error.message()));
    }
    const auto now = std::chrono::steady_clock::now();
    attempt_.expires_at(now + (deadline_ - now) / static_cast<int>(addresses_.size()));
    attempt_.async_wait([self = shared_from_this()](const std::error_code& cancelled) {
        if (cancelled || self->stopped_) return;
        std::error_code ignored;
        self->socket_.close(ignored);  // ends the connect below
    });
    const auto address = addresses_.back();
    addresses_.pop_back();
    std::error_code ignored;
    socket_.close(ignored);
    socket_.async_connect(address, [self = shared_from_this()](const std::error_code& error) {
        self->attempt_.cancel();
        if (self->stopped_) return;
        if (error) return self->connect_next(error);
        self->connected();
    });
}

void Dial::connected() {
    std::error_code ignored;
    socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
    if (proxy_.host.empty()) return finish({});
    text_ = connect_request(proxy_, target_.authority);
    asio::async_write(socket_, asio::buffer(text_),
                      [self = shared_from_this()](const std::error_code& error, std::size_t) {
                          if (!self->stopped_) self->read_answer(error);
                      });
}

void Dial::read_answer(const std::error_code& error) {
    if (error) return judge_answer(error, 0);
    text_.clear();
    asio::async_read_until(
        socket_, asio::dynamic_buffer(text_, longest_answer), "\r\n\r\n",
        [self = shared_from_this()](const std::error_code& failed, std::size_t size) {
            if (!self->stopped_) self->judge_answer(failed, size);
        });
}

void Dial::judge_answer(const std::error_code& error, std::size_t head_size) {
    const auto refused = [this](const std::string& why) {
        finish(base::Error::later("proxy_refused", proxy_.host + ": " + why));
    };
    if (error) return refused(error.message());
    const int status = answer_status(text_);
    if (status / 100 != 2) return refused("status " + std::to_string(status));
    // The tunnel's other end speaks after us, so more than the head is not from there.
    if (text_.size() != head_size) return refused("more than an answer");
    finish({});
}

void Dial::finish(base::Result<void> result) {
    stopped_ = true;
    attempt_.cancel();
    const auto done = std::exchange(done_, nullptr);
    done(std::move(result));
}

}  // namespace websocket
