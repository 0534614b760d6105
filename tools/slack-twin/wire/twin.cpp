#include "tools/slack-twin/wire/twin.hpp"

#include <future>

namespace twin {
namespace {

const std::string kHost = "127.0.0.1:";

// Runs `work` on the loop's thread and waits for it.
void run_on(websocket::Loop& loop, const std::function<void()>& work) {
    std::promise<void> done;
    loop.post([&] {
        work();
        done.set_value();
    });
    done.get_future().wait();
}

}  // namespace

Twin::Twin(TwinConfig config, telemetry::Log& log)
    : config_(std::move(config)),
      timers_(loop_),
      workspace_(clock_, timers_),
      sockets_(loop_, workspace_, log),
      requests_(loop_, workspace_),
      control_(workspace_, switches()),
      front_(loop_, workspace_, control_, log, kHost + std::to_string(config_.port)) {}

Twin::~Twin() { stop(); }

base::Result<int> Twin::start() {
    const auto socket_port = sockets_.start(kHost + "0");
    if (!socket_port) return socket_port.error();
    socket_port_ = *socket_port;
    run_on(loop_, [this] {
        workspace_.transport = this;
        requests_.set_url(config_.request_url);
        use(config_.request_url.empty());
    });
    const auto port = front_.start();
    if (port) run_on(loop_, [&] { workspace_.origin = "http://" + kHost + std::to_string(*port); });
    return port;
}

void Twin::stop() {
    if (stopped_) return;
    stopped_ = true;
    front_.stop();
    requests_.stop();
    sockets_.stop();
    run_on(loop_, [this] { timers_.silence(); });
}

std::string Twin::socket_url(const std::string& ticket) const {
    return "ws://" + kHost + std::to_string(socket_port_) + "/link/?ticket=" + ticket +
           "&app_id=" + kApp;
}

void Twin::use(bool socket) {
    socket_mode_ = socket;
    sockets_.enable(socket);
    if (socket)
        workspace_.deliveries.use(sockets_);
    else
        workspace_.deliveries.use(requests_);
}

void Twin::set_mode(bool socket, const std::string& url, const Tell& tell) {
    if (!url.empty()) requests_.set_url(url);
    if (!socket && requests_.url().empty())
        return tell(Told::refused(400, "no Request URL: start with --http URL or give url"));
    use(socket);
    if (socket) return tell({200, Json{{"socket", true}}});
    requests_.verify([tell](bool verified) {
        tell({200, Json{{"socket", false}, {"verified", verified}}});
    });
}

Switches Twin::switches() {
    return {[this](bool socket, const std::string& url, const Tell& tell) {
                set_mode(socket, url, tell);
            },
            [this](const SocketFault& fault) { return sockets_.order(fault); },
            [this] {
                sockets_.forget_faults();
                use(config_.request_url.empty());
            }};
}

}  // namespace twin
