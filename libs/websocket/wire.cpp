#include "libs/websocket/wire.hpp"

#include <openssl/x509_vfy.h>

#include <websocketpp/client.hpp>

#include "libs/websocket/loop_impl.hpp"
#include "libs/websocket/transport.hpp"

namespace websocket {
namespace {

constexpr std::size_t longest_host_name = 253;  // RFC 1035 2.3.4, as text

template <class Socket>
struct WireSettings : Config<websocketpp::config::core_client, Socket> {
    using Base = Config<websocketpp::config::core_client, Socket>;
    using type = WireSettings;
    struct transport_config : Base::transport_config {
        static const long timeout_socket_post_init = 0;  // open_timeout covers the TLS handshake
    };
    using transport_type = websocketpp::transport::asio::endpoint<transport_config>;
};

template <class Socket>
using Factory = websocketpp::client<WireSettings<Socket>>;

std::shared_ptr<asio::ssl::context> tls_context(const std::string& host, const std::string& ca_file,
                                                std::error_code& error) {
    auto context = std::make_shared<asio::ssl::context>(asio::ssl::context::tls_client);
    ::SSL_CTX_set_min_proto_version(context->native_handle(), TLS1_2_VERSION);
    if (ca_file.empty()) {
        context->set_default_verify_paths(error);
    } else {
        context->load_verify_file(ca_file, error);
    }
    context->set_verify_mode(asio::ssl::verify_peer);
    context->set_verify_callback(asio::ssl::host_name_verification(host));
    return context;
}

// The kinds of socket differ in these two only.
std::string why_no_tls(websocketpp::transport::asio::basic_socket::connection&) { return {}; }

std::string why_no_tls(websocketpp::transport::asio::tls_socket::connection& connection) {
    const auto verdict = ::SSL_get_verify_result(connection.get_socket().native_handle());
    return verdict == X509_V_OK ? "handshake failed" : ::X509_verify_cert_error_string(verdict);
}

template <class Connection>
std::string handshake_error(Connection& connection) {
    namespace socket = websocketpp::transport::asio::socket;
    const bool failed =
        connection.get_ec() == socket::make_error_code(socket::error::tls_handshake_failed);
    return failed ? why_no_tls(connection) : std::string{};
}

// websocketpp tells the socket its server name (SNI) while it connects, which it does not do here.
void set_server_name(websocketpp::transport::asio::basic_socket::connection&,
                     const websocketpp::uri_ptr&) {}

struct TlsConnection : websocketpp::transport::asio::tls_socket::connection {
    static constexpr auto set_name = &TlsConnection::set_uri;  // it is protected
};

void set_server_name(websocketpp::transport::asio::tls_socket::connection& connection,
                     const websocketpp::uri_ptr& uri) {
    (connection.*TlsConnection::set_name)(uri);
}

void forget_server_name(websocketpp::transport::asio::basic_socket::connection&) {}

void forget_server_name(websocketpp::transport::asio::tls_socket::connection& connection) {
    SSL_set_tlsext_host_name(connection.get_socket().native_handle(), nullptr);
}

template <class Socket>
class WireOf final : public Wire {
public:
    using Connection = typename Factory<Socket>::connection_type;

    WireOf(typename Connection::ptr connection, const Target& target, const WireConfig& config,
           WireEvents events)
        : connection_(std::move(connection)) {
        set_server_name(*connection_, connection_->get_uri());
        connection_->set_open_handshake_timeout(0);  // the owner has a timer for all of it
        connection_->set_close_handshake_timeout(static_cast<long>(config.close_timeout.count()));
        connection_->set_pong_timeout(0);
        connection_->set_max_message_size(config.max_message_bytes);
        std::error_code not_numeric;
        asio::ip::make_address(target.host, not_numeric);
        if (!not_numeric) forget_name_when_starting();  // RFC 6066 3: no addresses as server name
        forward(std::make_shared<WireEvents>(std::move(events)));
    }

    asio::ip::tcp::socket& tcp() override { return connection_->get_next_layer(); }
    void start() override { connection_->start(); }
    bool send(const std::string& text) override {
        return !connection_->send(text, websocketpp::frame::opcode::text);
    }
    bool ping() override {
        std::error_code error;
        connection_->ping({}, error);
        return !error;
    }
    bool close(int code, const std::string& reason) override {
        std::error_code error;
        connection_->close(static_cast<websocketpp::close::status::value>(code), reason, error);
        return !error;
    }
    int remote_close_code() const override { return connection_->get_remote_close_code(); }
    std::string remote_close_reason() const override {
        return connection_->get_remote_close_reason();
    }
    std::size_t unsent_bytes() const override { return connection_->get_buffered_amount(); }

private:
    void forget_name_when_starting() {
        connection_->set_tcp_pre_init_handler(
            [c = connection_.get()](websocketpp::connection_hdl) { forget_server_name(*c); });
    }

    // The handlers live in the connection itself, so they may hold a bare pointer to it.
    void forward(const std::shared_ptr<WireEvents>& events) {
        using websocketpp::connection_hdl;
        auto* c = connection_.get();
        c->set_open_handler([events](connection_hdl) { events->opened(); });
        c->set_fail_handler([events, c](connection_hdl) {
            events->failed(handshake_error(*c), static_cast<int>(c->get_response_code()));
        });
        c->set_close_handler([events, c](connection_hdl) {
            events->closed(c->get_remote_close_code(), c->get_remote_close_reason());
        });
        c->set_message_handler([events](connection_hdl, typename Connection::message_ptr message) {
            if (message->get_opcode() == websocketpp::frame::opcode::text) {
                events->text(std::move(message->get_raw_payload()));
            } else {
                events->binary(message->get_payload().size());
            }
        });
        c->set_ping_handler([events](connection_hdl, const std::string&) {
            events->ping();
            return true;
        });
        c->set_pong_handler([events](connection_hdl, const std::string&) { events->pong(); });
    }

    const typename Connection::ptr connection_;
};

template <class Socket>
Factory<Socket>& factory_of(Loop& loop, std::shared_ptr<void>& place) {
    if (!place) {
        auto factory = std::make_shared<Factory<Socket>>();
        factory->init_asio(&loop.impl().io);
        place = factory;
    }
    return *static_cast<Factory<Socket>*>(place.get());
}

template <class Socket>
std::unique_ptr<Wire> make(Factory<Socket>& factory, const Target& target, const WireConfig& config,
                           WireEvents events, std::string& why) {
    std::error_code error;
    auto connection = factory.get_connection(config.url, error);
    if (error || !connection) {
        why = error.message();
        return nullptr;
    }
    return std::make_unique<WireOf<Socket>>(std::move(connection), target, config,
                                            std::move(events));
}

}  // namespace

void Wire::drop() {
    std::error_code ignored;
    tcp().close(ignored);
}

bool parse_target(const std::string& url, Target& out) {
    const websocketpp::uri uri(url);
    if (!uri.get_valid() || (uri.get_scheme() != "ws" && uri.get_scheme() != "wss")) return false;
    out.secure = uri.get_secure();
    out.host = uri.get_host();
    out.port = uri.get_port();
    const bool brackets = out.host.find(':') != std::string::npos;
    out.authority = (brackets ? "[" + out.host + "]" : out.host) + ":" + uri.get_port_str();
    return !out.host.empty() && out.host.size() <= longest_host_name && out.port != 0;
}

std::unique_ptr<Wire> make_wire(Loop& loop, const Target& target, const WireConfig& config,
                                WireEvents events, std::string& why) {
    if (!target.secure) {
        auto& factory = factory_of<PlainSocket>(loop, loop.impl().plain_factory);
        return make<PlainSocket>(factory, target, config, std::move(events), why);
    }
    std::error_code error;
    const auto context = tls_context(target.host, config.ca_file, error);
    if (error) {
        why = "the CA file cannot be read: " + error.message();
        return nullptr;
    }
    auto& factory = factory_of<TlsSocket>(loop, loop.impl().tls_factory);
    factory.set_tls_init_handler([context](websocketpp::connection_hdl) { return context; });
    return make<TlsSocket>(factory, target, config, std::move(events), why);
}

}  // namespace websocket
