#include "libs/websocket/server.hpp"

#include <charconv>
#include <future>
#include <map>
#include <set>
#include <utility>

#include <websocketpp/server.hpp>

#include "libs/websocket/loop_impl.hpp"
#include "libs/websocket/transport.hpp"

namespace websocket {
namespace {

constexpr std::chrono::milliseconds close_timeout{1000};

// Runs `work` on the loop's thread and waits for it.
template <class Work>
auto on_loop(Loop& loop, Work work) {
    if (loop.on_loop_thread()) return work();
    std::packaged_task<decltype(work())()> task(std::move(work));
    auto result = task.get_future();
    loop.post([&task] { task(); });
    return result.get();
}

bool parse_address(const std::string& text, asio::ip::tcp::endpoint& out) {
    const auto colon = text.rfind(':');
    if (colon == std::string::npos) return false;
    std::uint16_t port = 0;
    const auto end = text.data() + text.size();
    const auto read = std::from_chars(text.data() + colon + 1, end, port);
    if (read.ec != std::errc{} || read.ptr != end) return false;
    auto host = text.substr(0, colon);
    if (host.size() > 2 && host.front() == '[' && host.back() == ']') {
        host = host.substr(1, host.size() - 2);
    }
    if (host == "localhost") host = "127.0.0.1";
    std::error_code error;
    out = {asio::ip::make_address(host, error), port};
    return !error;
}

// The kinds of transport behind one face. On the loop's thread.
struct Core : std::enable_shared_from_this<Core> {
    Core(Loop& owner, ServerConfig given, ServerHandlers theirs)
        : loop(owner),
          config(std::move(given)),
          handlers(std::make_shared<const ServerHandlers>(std::move(theirs))) {}
    virtual ~Core() = default;
    virtual base::Result<int> start() = 0;
    virtual void stop() = 0;
    virtual bool send(ConnectionId id, const std::string& text) = 0;
    virtual bool ping(ConnectionId id) = 0;
    virtual void close(ConnectionId id, int code, const std::string& reason) = 0;
    virtual void drop(ConnectionId id) = 0;

    Loop& loop;
    const ServerConfig config;
    // Shared, as a handler may stop or destroy the Server; empty handlers once it is stopped.
    std::shared_ptr<const ServerHandlers> handlers;
};

template <class Socket>
class ServerOf final : public Core {
public:
    using Endpoint = websocketpp::server<Config<websocketpp::config::core, Socket>>;
    using Connection = typename Endpoint::connection_type;
    using Pointer = typename Endpoint::connection_ptr;
    using Handle = websocketpp::connection_hdl;

    using Core::Core;

    base::Result<int> start() override;
    void stop() override;
    bool send(ConnectionId id, const std::string& text) override {
        const auto connection = find(id);
        return connection && !connection->send(text, websocketpp::frame::opcode::text);
    }
    bool ping(ConnectionId id) override {
        const auto connection = find(id);
        std::error_code error;
        if (connection) connection->ping({}, error);
        return connection && !error;
    }
    void close(ConnectionId id, int code, const std::string& reason) override {
        std::error_code ignored;
        if (const auto connection = find(id)) {
            connection->close(static_cast<websocketpp::close::status::value>(code), reason,
                              ignored);
        }
    }
    void drop(ConnectionId id) override {
        if (const auto connection = find(id)) drop(*connection);
    }

private:
    base::Result<int> set_up_tls();
    void set_handlers();
    bool may_upgrade(const Handle& handle);
    void opened(const Handle& handle);
    void closed(ConnectionId id, int code);
    Pointer find(ConnectionId id) const {
        const auto found = connections_.find(id);
        return found == connections_.end() ? nullptr : found->second;
    }
    static void drop(Connection& connection) {
        std::error_code ignored;
        connection.get_raw_socket().close(ignored);
    }
    std::shared_ptr<ServerOf> self() {
        return std::static_pointer_cast<ServerOf>(shared_from_this());
    }
    // `work(*this, …)` unless this server is gone or stopped; `otherwise` then.
    template <class R, class Work>
    auto guarded(R otherwise, Work work) {
        return [weak = std::weak_ptr<ServerOf>(self()), otherwise, work](auto&&... args) {
            const auto server = weak.lock();
            if (!server || server->stopped_) return otherwise;
            return work(*server, std::forward<decltype(args)>(args)...);
        };
    }

    Endpoint endpoint_;
    std::map<ConnectionId, Pointer> connections_;
    std::set<Handle, std::owner_less<Handle>> not_open_;  // accepted, the upgrade still to come
    ConnectionId last_id_ = 0;
    bool stopped_ = false;
};

template <class Socket>
base::Result<int> ServerOf<Socket>::set_up_tls() {
    if constexpr (std::is_same_v<Socket, TlsSocket>) {
        auto context = std::make_shared<asio::ssl::context>(asio::ssl::context::tls_server);
        ::SSL_CTX_set_min_proto_version(context->native_handle(), TLS1_2_VERSION);
        std::error_code error;
        context->use_certificate_chain_file(config.certificate_file, error);
        if (!error) context->use_private_key_file(config.key_file, asio::ssl::context::pem, error);
        if (error) return base::Error::never("bad_certificate", error.message());
        endpoint_.set_tls_init_handler([context](Handle) { return context; });
    }
    return 0;
}

template <class Socket>
base::Result<int> ServerOf<Socket>::start() {
    asio::ip::tcp::endpoint address;
    if (!parse_address(config.address, address)) {
        return base::Error::never("bad_address", config.address);
    }
    if (auto tls = set_up_tls(); !tls) return tls;
    std::error_code error;
    endpoint_.init_asio(&loop.impl().io, error);
    endpoint_.set_reuse_addr(true);
    endpoint_.set_max_message_size(config.max_message_bytes);
    endpoint_.set_close_handshake_timeout(static_cast<long>(close_timeout.count()));
    endpoint_.set_pong_timeout(0);
    set_handlers();
    if (!error) endpoint_.listen(address, error);
    if (!error) endpoint_.start_accept(error);
    if (error) {
        const bool in_use = error == asio::error::address_in_use;
        return base::Error::never(in_use ? "address_in_use" : "bad_address",
                                  config.address + ": " + error.message());
    }
    return endpoint_.get_local_endpoint(error).port();
}

template <class Socket>
void ServerOf<Socket>::set_handlers() {
    endpoint_.set_tcp_pre_init_handler(guarded(0, [](ServerOf& server, const Handle& handle) {
        server.not_open_.insert(handle);
        return 0;
    }));
    endpoint_.set_fail_handler(guarded(0, [](ServerOf& server, const Handle& handle) {
        server.not_open_.erase(handle);
        return 0;
    }));
    endpoint_.set_validate_handler(guarded(
        false, [](ServerOf& server, const Handle& handle) { return server.may_upgrade(handle); }));
    endpoint_.set_open_handler(guarded(0, [](ServerOf& server, const Handle& handle) {
        server.opened(handle);
        return 0;
    }));
}

template <class Socket>
bool ServerOf<Socket>::may_upgrade(const Handle& handle) {
    const auto theirs = handlers;
    const auto connection = endpoint_.get_con_from_hdl(handle);
    const int status = theirs->on_upgrade ? theirs->on_upgrade(connection->get_resource()) : 0;
    if (status < 400) return true;
    connection->set_status(static_cast<websocketpp::http::status_code::value>(status));
    return false;
}

template <class Socket>
void ServerOf<Socket>::opened(const Handle& handle) {
    const auto connection = endpoint_.get_con_from_hdl(handle);
    const auto id = ++last_id_;
    not_open_.erase(handle);
    connections_[id] = connection;
    using Message = typename Endpoint::message_ptr;
    connection->set_message_handler(
        guarded(0, [id](ServerOf& server, const Handle&, const Message& message) {
            const auto theirs = server.handlers;
            const bool text = message->get_opcode() == websocketpp::frame::opcode::text;
            if (text && theirs->on_text) theirs->on_text(id, std::move(message->get_raw_payload()));
            return 0;
        }));
    connection->set_ping_handler(guarded(false, [id](ServerOf& server, const Handle&, const auto&) {
        const auto theirs = server.handlers;
        return theirs->on_ping ? theirs->on_ping(id) : true;
    }));
    connection->set_close_handler(
        guarded(0, [id, c = connection.get()](ServerOf& server, const Handle&) {
            server.closed(id, c->get_remote_close_code());
            return 0;
        }));
    const auto theirs = handlers;
    if (theirs->on_open) theirs->on_open(id, connection->get_resource());
}

template <class Socket>
void ServerOf<Socket>::closed(ConnectionId id, int code) {
    if (const auto connection = find(id)) drop(*connection);
    connections_.erase(id);
    const auto theirs = handlers;
    if (theirs->on_close) theirs->on_close(id, code);
}

template <class Socket>
void ServerOf<Socket>::stop() {
    if (std::exchange(stopped_, true)) return;
    std::error_code ignored;
    if (endpoint_.is_listening()) endpoint_.stop_listening(ignored);
    for (const auto& handle : not_open_) {
        if (const auto connection = endpoint_.get_con_from_hdl(handle, ignored)) drop(*connection);
    }
    for (const auto& [id, connection] : connections_) drop(*connection);
    connections_.clear();
    handlers = std::make_shared<const ServerHandlers>();
    // The accept that this cut short completes first; it refers to the endpoint.
    loop.post([gone = shared_from_this()] {});
}

}  // namespace

struct Server::Impl {
    Loop& loop;
    const std::shared_ptr<Core> core;
};

Server::Server(Loop& loop, ServerConfig config, ServerHandlers handlers) {
    std::shared_ptr<Core> core;
    if (config.certificate_file.empty() && config.key_file.empty()) {
        core =
            std::make_shared<ServerOf<PlainSocket>>(loop, std::move(config), std::move(handlers));
    } else {
        core = std::make_shared<ServerOf<TlsSocket>>(loop, std::move(config), std::move(handlers));
    }
    impl_ = std::make_shared<Impl>(Impl{loop, std::move(core)});
}

Server::~Server() { stop(); }

base::Result<int> Server::start() {
    return on_loop(impl_->loop, [this] { return impl_->core->start(); });
}

void Server::stop() {
    on_loop(impl_->loop, [this] { impl_->core->stop(); });
}

bool Server::send_text(ConnectionId id, const std::string& text) {
    return impl_->core->send(id, text);
}

bool Server::ping(ConnectionId id) { return impl_->core->ping(id); }

void Server::close(ConnectionId id, int code, const std::string& reason) {
    impl_->core->close(id, code, reason);
}

void Server::drop(ConnectionId id) { impl_->core->drop(id); }

}  // namespace websocket
