#include "tools/slack-twin/wire/socket_hub.hpp"

#include "libs/http/message.hpp"

namespace twin {
namespace {

constexpr int kNormalClosure = 1000;

std::string query_value(const std::string& target, std::string_view name) {
    http::Request request;
    const std::size_t mark = target.find('?');
    if (mark != std::string::npos) request.query = target.substr(mark + 1);
    return request.query_value(name);
}

std::string disconnect_frame(const std::string& reason) {
    return to_text(Json{{"type", "disconnect"},
                        {"reason", reason},
                        {"debug_info", Json{{"host", "applink-twin"}}}});
}

std::string hello_frame(int connections, std::chrono::seconds life) {
    return to_text(Json{{"type", "hello"},
                        {"num_connections", connections},
                        {"debug_info", Json{{"host", "applink-twin"},
                                            {"build_number", 1},
                                            {"approximate_connection_time", life.count()}}},
                        {"connection_info", Json{{"app_id", kApp}}}});
}

std::string envelope_frame(const Attempt& attempt) {
    Json frame{{"envelope_id", attempt.envelope_id},
               {"payload", attempt.payload},
               {"type", attempt.type},
               {"accepts_response_payload", attempt.accepts_payload}};
    if (attempt.type == "events_api") {
        frame["retry_attempt"] = attempt.number;
        frame["retry_reason"] = attempt.number > 0 ? "timeout" : "";
    }
    return to_text(frame);
}

}  // namespace

SocketHub::SocketHub(websocket::Loop& loop, Workspace& workspace, telemetry::Log& log)
    : workspace_(workspace), log_(log), loop_(loop) {}

base::Result<int> SocketHub::start(const std::string& address) {
    websocket::ServerConfig config;
    config.address = address;
    config.max_message_bytes = kMaxFrameBytes;
    websocket::ServerHandlers handlers;
    handlers.on_upgrade = [this](const std::string& target) { return upgrade(target); };
    handlers.on_open = [this](auto id, const std::string& target) { opened(id, target); };
    handlers.on_text = [this](auto id, std::string&& text) { heard(id, text); };
    handlers.on_ping = [this](auto id) {
        const auto found = sockets_.find(id);
        return found == sockets_.end() || !(found->second.mute || found->second.dead);
    };
    handlers.on_close = [this](auto id, int code) { closed(id, code); };
    server_ = std::make_unique<websocket::Server>(loop_, config, std::move(handlers));
    loop_.post([this] { ping_all(); });
    return server_->start();
}

void SocketHub::stop() {
    if (server_) server_->stop();
}

int SocketHub::upgrade(const std::string& target) {
    if (target.rfind("/link/", 0) != 0) return 404;
    if (faults_.refuse > 0) {
        --faults_.refuse;
        return faults_.refuse_status;
    }
    return workspace_.tickets.redeem(query_value(target, "ticket")) ? 0 : 403;
}

void SocketHub::opened(websocket::ConnectionId id, const std::string& target) {
    if (!enabled_) return turn_away(id, "link_disabled");
    if (connections() >= static_cast<int>(kMaxConnections))
        return turn_away(id, "too_many_websockets");
    const bool brief = query_value(target, "debug_reconnects") == "true";
    const std::chrono::seconds life = brief ? kShortLife : kLife;
    const bool greeted = faults_.no_hello == 0, mute = faults_.no_pong > 0;
    if (!greeted) --faults_.no_hello;
    if (mute) --faults_.no_pong;
    sockets_[id] = {++numbers_, greeted, false, mute, false};
    if (greeted) server_->send_text(id, hello_frame(connections(), life));
    log_.info("socket_opened",
              {{"socket", numbers_}, {"connections", connections()}, {"hello", greeted}});
    workspace_.timers.after(life - kWarning, [this, id] { warn(id); });
}

void SocketHub::turn_away(websocket::ConnectionId id, const std::string& reason) {
    server_->send_text(id, disconnect_frame(reason));
    server_->close(id, kNormalClosure, reason);
}

void SocketHub::warn(websocket::ConnectionId id) {
    const auto found = sockets_.find(id);
    if (found == sockets_.end()) return;
    found->second.leaving = true;
    server_->send_text(id, disconnect_frame("warning"));
    workspace_.timers.after(kWarning,
                            [this, id] { server_->close(id, kNormalClosure, "refresh"); });
}

void SocketHub::heard(websocket::ConnectionId id, const std::string& text) {
    const auto socket = sockets_.find(id);
    if (socket != sockets_.end() && socket->second.dead) return;
    const Json frame = parse_json(text);
    const std::string envelope = text_of(frame, "envelope_id");
    if (envelope.empty()) {
        const int number = socket == sockets_.end() ? 0 : socket->second.number;
        return log_.warn("frame_without_envelope_id", {{"socket", number}, {"bytes", text.size()}});
    }
    workspace_.deliveries.acked(envelope, member_of(frame, "payload"));
}

void SocketHub::closed(websocket::ConnectionId id, int code) {
    const auto node = sockets_.extract(id);
    if (node) log_.info("socket_closed", {{"socket", node.mapped().number}, {"code", code}});
}

SocketHub::Sockets::value_type* SocketHub::next_socket() {
    Sockets::value_type* leaving = nullptr;
    auto at = sockets_.upper_bound(last_used_);
    for (std::size_t i = 0; i < sockets_.size(); ++i, ++at) {
        if (at == sockets_.end()) at = sockets_.begin();
        if (!at->second.greeted) continue;
        if (!at->second.leaving) return &*at;
        leaving = &*at;
    }
    return leaving;
}

// Payloads go to ghosts in turn with the living.
bool SocketHub::lost_to_ghost() {
    if (faults_.ghosts == 0) return false;
    return turns_++ % connections() >= static_cast<int>(sockets_.size());
}

std::string SocketHub::send(const Attempt& attempt) {
    if (lost_to_ghost()) return "ghost";
    const auto* socket = next_socket();
    if (!socket) return {};
    const auto& [id, state] = *socket;
    last_used_ = id;
    if (state.dead) return std::to_string(state.number);
    if (faults_.delayed > 0) {
        --faults_.delayed;
        workspace_.timers.after(faults_.delay, [this, to = id, frame = envelope_frame(attempt)] {
            transmit(to, frame);
        });
    } else
        transmit(id, envelope_frame(attempt));
    return std::to_string(state.number);
}

// Never drops inside this call: whoever sends may be walking over the sockets.
void SocketHub::transmit(websocket::ConnectionId id, const std::string& frame) {
    server_->send_text(id, frame);
    if (faults_.drop_after == 0) return;
    --faults_.drop_after;
    workspace_.timers.after(base::Duration{0}, [this, id] { server_->drop(id); });
}

void SocketHub::enable(bool on) {
    enabled_ = on;
    if (!on) disconnect("link_disabled", static_cast<int>(sockets_.size()));
}

int SocketHub::for_oldest(int times,
                          const std::function<void(websocket::ConnectionId, Socket&)>& what) {
    int reached = 0;
    for (auto& [id, socket] : sockets_) {
        if (reached == times) break;
        ++reached;
        what(id, socket);
    }
    return reached;
}

int SocketHub::order(const SocketFault& fault) {
    using Kind = SocketFault::Kind;
    switch (fault.kind) {
        case Kind::disconnect:
            return disconnect(fault.text, fault.times);
        case Kind::no_hello:
            faults_.no_hello = fault.times;
            return 0;
        case Kind::no_pong: {
            const int now = for_oldest(fault.times, [](auto, Socket& one) { one.mute = true; });
            faults_.no_pong = fault.times - now;
            return now;
        }
        case Kind::ghosts:
            faults_.ghosts = fault.count;
            return 0;
        case Kind::refuse:
            faults_.refuse = fault.times;
            faults_.refuse_status = fault.count;
            return 0;
        case Kind::drop:
            return for_oldest(fault.times, [this](auto id, Socket&) {
                workspace_.timers.after(base::Duration{0}, [this, id] { server_->drop(id); });
            });
        case Kind::drop_after:
            faults_.drop_after = fault.times;
            return 0;
        case Kind::half_open:
            return for_oldest(fault.times, [](auto, Socket& one) { one.dead = true; });
        case Kind::delay:
            faults_.delayed = fault.times;
            faults_.delay = base::Duration{fault.count};
            return 0;
        case Kind::redeliver:
            break;  // of Deliveries, on both transports
    }
    return 0;
}

void SocketHub::forget_faults() {
    faults_ = {};
    for (auto& [id, socket] : sockets_) socket.mute = socket.dead = false;
}

int SocketHub::disconnect(const std::string& reason, int times) {
    int reached = 0;
    for (auto& [id, socket] : sockets_) {
        if (reached == times) break;
        if (socket.leaving) continue;
        ++reached;
        socket.leaving = true;
        if (reason == "warning" || reason == "refresh_requested") {
            server_->send_text(id, disconnect_frame(reason));
            workspace_.timers.after(
                kWarning, [this, gone = id] { server_->close(gone, kNormalClosure, "refresh"); });
        } else
            turn_away(id, reason);
    }
    return reached;
}

void SocketHub::ping_all() {
    for (const auto& [id, socket] : sockets_)
        if (!socket.mute && !socket.dead) server_->ping(id);
    workspace_.timers.after(kPing, [this] { ping_all(); });
}

}  // namespace twin
