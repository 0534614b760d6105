#include "libs/http/client.hpp"

#include <httplib.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <csignal>
#include <optional>

#include "libs/base/no_proxy.hpp"
#include "libs/http/arrival.hpp"
#include "libs/http/call/exchange.hpp"
#include "libs/http/call/resolve.hpp"
#include "libs/http/call/watchdog.hpp"
#include "libs/http/proxy.hpp"

namespace http {
namespace {

using SteadyTime = std::chrono::steady_clock::time_point;

// The watchdog ends a call; the library's own timeouts only have to come later.
constexpr std::chrono::milliseconds library_timeout_margin{1000};

// OpenSSL writes to sockets without MSG_NOSIGNAL.
void ignore_broken_pipes() {
    struct sigaction now {};
    if (::sigaction(SIGPIPE, nullptr, &now) == 0 && now.sa_handler == SIG_DFL) {
        std::signal(SIGPIPE, SIG_IGN);
    }
}

// A value that cpp-httplib 0.11 does not have.
template <class E>
bool is_host_name_error(E error) {
    if constexpr (requires { E::SSLServerHostnameVerification; }) {
        return error == E::SSLServerHostnameVerification;
    } else {
        return false;
    }
}

}  // namespace

struct Client::Impl {
    explicit Impl(ClientConfig given);
    base::Result<Response> send(const Request& request);

private:
    // What is known about the connection and the call that goes on now.
    struct Progress {
        bool fresh = false;     // a new connection was made for it
        int tunnel_status = 0;  // the proxy's answer to CONNECT, 0 for none yet
        int writes = 0;         // how often the library began to write the request
        bool too_large = false;
    };

    void set_up_tls(httplib::SSLClient& client);
    void set_up_hooks();
    template <class Http>
    void refuse_second_write(Http& client);
    base::Result<Response> send_by(const Request& request, SteadyTime deadline);
    void aim(const std::string& address, SteadyTime deadline);
    base::Result<Response> attempt(const Request& request, httplib::Error& error);
    base::Error classify(httplib::Error error) const;
    base::Error nothing_sent(std::string code, httplib::Error error) const;
    bool tunnels() const { return proxy_ && url_.scheme == "https"; }

    const ClientConfig config_;
    std::optional<base::Error> unusable_;
    Url url_;
    std::optional<Proxy> proxy_;
    std::unique_ptr<httplib::ClientImpl> http_;
    const std::shared_ptr<Line> line_ = std::make_shared<Line>();
    const std::shared_ptr<Watchdog> watchdog_ = Watchdog::shared();
    Progress progress_;
    SteadyTime usable_until_{};
};

Client::Impl::Impl(ClientConfig given) : config_(std::move(given)) {
    ignore_broken_pipes();
    auto url = parse_url(config_.origin);
    if (!url) {
        unusable_ = url.error();
        return;
    }
    url_ = std::move(url).value();
    if (!config_.proxy.empty() && !base::bypasses_proxy(config_.no_proxy, url_.host, url_.port)) {
        auto proxy = parse_proxy(config_.proxy);
        if (!proxy) {
            unusable_ = proxy.error();
            return;
        }
        proxy_ = std::move(proxy).value();
    }
    if (url_.scheme == "https") {
        auto client = std::make_unique<httplib::SSLClient>(url_.host, url_.port);
        set_up_tls(*client);
        http_ = std::move(client);
    } else {
        http_ = std::make_unique<httplib::ClientImpl>(url_.host, url_.port);
    }
    set_up_hooks();
}

// The library compares host names by its own hand and falls back to the common name; OpenSSL's
// verdict, which it also asks for, is made strict here.
void Client::Impl::set_up_tls(httplib::SSLClient& client) {
    if (!config_.ca_file.empty()) client.set_ca_cert_path(config_.ca_file);
    client.enable_server_certificate_verification(true);
    auto* context = client.ssl_context();
    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    auto* rules = SSL_CTX_get0_param(context);
    X509_VERIFY_PARAM_set_hostflags(rules, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    if (X509_VERIFY_PARAM_set1_ip_asc(rules, url_.host.c_str()) != 1) {
        X509_VERIFY_PARAM_set1_host(rules, url_.host.data(), url_.host.size());
    }
}

void Client::Impl::set_up_hooks() {
    http_->set_keep_alive(true);
    http_->set_follow_location(false);
    http_->set_url_encode(false);
    http_->set_tcp_nodelay(true);
    const auto timeout = config_.total_timeout + library_timeout_margin;
    http_->set_read_timeout(timeout);
    http_->set_write_timeout(timeout);
    http_->set_socket_options([this](int socket) {
        line_->hold(socket);
        progress_.fresh = true;
        progress_.tunnel_status = 0;
        if (proxy_) http_->set_proxy_basic_auth(proxy_->user, proxy_->password);
    });
    // Called after CONNECT and after the request; only the first is of interest. The library would
    // send the proxy's password to the origin too, and go on after a refusal.
    http_->set_logger([this](const httplib::Request& request, const httplib::Response& response) {
        if (request.method != "CONNECT") return;
        progress_.tunnel_status = response.status == -1 ? 502 : response.status;
        http_->set_proxy_basic_auth("", "");
        if (progress_.tunnel_status != 200) line_->cut();
    });
    refuse_second_write(*http_);
}

// cpp-httplib 0.18 sends a request again, by itself, when a TLS peer closes after it was written
// (Error::SSLPeerCouldBeClosed_). The peer may have acted on the first one: the second must not
// leave. 0.11 has neither that habit nor this hook.
template <class Http>
void Client::Impl::refuse_second_write(Http& client) {
    const auto write_headers = [this](httplib::Stream& stream, httplib::Headers& headers) {
        const bool connects = tunnels() && progress_.fresh && progress_.tunnel_status == 0;
        if (!connects && ++progress_.writes > 1) line_->cut();
        std::string text;
        for (const auto& [name, value] : headers) text += name + ": " + value + "\r\n";
        text += "\r\n";
        return stream.write(text.data(), text.size());
    };
    if constexpr (requires { client.set_header_writer(write_headers); }) {
        client.set_header_writer(write_headers);
    }
}

base::Result<Response> Client::Impl::send(const Request& request) {
    if (unusable_) return *unusable_;
    if (!well_formed(request)) {
        return base::Error::never("bad_request", "a forbidden character in its head");
    }
    const auto now = std::chrono::steady_clock::now();
    line_->start();
    if (now >= usable_until_ || line_->disturbed()) http_->stop();
    struct Watched {
        Watchdog& watchdog;
        Watchdog::Watch watch;
        ~Watched() { watchdog.unwatch(watch); }
    };
    auto answer = [&] {
        const auto deadline = now + config_.total_timeout;
        Watched watched{*watchdog_, watchdog_->watch(deadline, line_)};
        return send_by(request, deadline);
    }();
    if (http_->is_socket_open() == 0) line_->release();
    if (answer)
        usable_until_ = std::chrono::steady_clock::now() + usable_idle_time(answer->headers);
    return answer;
}

base::Result<Response> Client::Impl::send_by(const Request& request, SteadyTime deadline) {
    std::vector<std::string> addresses{""};
    if (http_->is_socket_open() == 0) {
        auto found = resolve(proxy_ ? proxy_->host : url_.host, deadline);
        if (!found) return found.error();
        addresses = std::move(found).value();
    }
    for (std::size_t i = 0;; ++i) {
        if (!addresses[i].empty()) aim(addresses[i], deadline);
        progress_ = {};
        auto error = httplib::Error::Success;
        auto answer = attempt(request, error);
        const bool unreachable =
            error == httplib::Error::Connection || error == httplib::Error::ConnectionTimeout;
        if (!unreachable || i + 1 == addresses.size() || line_->expired()) return answer;
    }
}

void Client::Impl::aim(const std::string& address, SteadyTime deadline) {
    if (proxy_) {
        http_->set_proxy(address, proxy_->port);
    } else {
        http_->set_hostname_addr_map({{url_.host, address}});
    }
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    http_->set_connection_timeout(
        std::clamp(left, std::chrono::milliseconds{1}, config_.connect_timeout));
}

base::Result<Response> Client::Impl::attempt(const Request& request, httplib::Error& error) {
    httplib::Request out;
    out.method = request.method;
    out.path = request.query.empty() ? request.path : request.path + "?" + request.query;
    for (const auto& [name, value] : request.headers) out.headers.emplace(name, value);
    out.body = request.body;
    Response answer;
    out.response_handler = [&](const httplib::Response& head) {
        const auto announced = number_or(head.get_header_value("Content-Length"), 0);
        progress_.too_large = announced > config_.max_response_bytes;
        return !progress_.too_large;
    };
    out.content_receiver = [&](const char* data, std::size_t size, std::uint64_t, std::uint64_t) {
        progress_.too_large = answer.body.size() + size > config_.max_response_bytes;
        if (!progress_.too_large) answer.body.append(data, size);
        return !progress_.too_large;
    };
    auto result = http_->send(out);
    error = result.error();
    const bool refused = progress_.tunnel_status != 0 && progress_.tunnel_status != 200;
    if (!result || refused) return classify(error);
    if (proxy_ && result->status == 407) return nothing_sent("proxy_refused", error);
    answer.status = result->status;
    answer.headers = by_arrival(result->headers);
    return answer;
}

base::Error Client::Impl::nothing_sent(std::string code, httplib::Error error) const {
    std::string context = proxy_ ? proxy_->host + " for " + url_.origin() : url_.origin();
    if (code == "proxy_refused") {
        const int status = progress_.tunnel_status != 0 ? progress_.tunnel_status : 407;
        context += ": status " + std::to_string(status);
    } else {
        context += ": " + httplib::to_string(error);
    }
    return base::Error::later(std::move(code), std::move(context));
}

base::Error Client::Impl::classify(httplib::Error error) const {
    using E = httplib::Error;
    if (progress_.tunnel_status != 0 && progress_.tunnel_status != 200) {
        return nothing_sent("proxy_refused", error);
    }
    switch (error) {
        case E::Connection:
        case E::ConnectionTimeout:
        case E::BindIPAddress:
            return nothing_sent(proxy_ ? "proxy_failed" : "connect_failed", error);
        case E::SSLConnection:
        case E::SSLLoadingCerts:
        case E::SSLServerVerification:
            return nothing_sent("tls_failed", error);
        default:
            break;
    }
    if (is_host_name_error(error)) return nothing_sent("tls_failed", error);
    if (tunnels() && progress_.fresh && progress_.tunnel_status == 0) {
        return nothing_sent("proxy_failed", error);
    }
    const auto context = url_.origin() + ": " + httplib::to_string(error);
    if (progress_.too_large) return base::Error::unknown("response_too_large", url_.origin());
    if (line_->expired()) return base::Error::unknown("timeout", url_.origin());
    if (error == E::Read && line_->peer_had_not_closed()) {
        return base::Error::unknown("bad_response", context);
    }
    return base::Error::unknown("connection_lost", context);
}

Client::Client(ClientConfig config) : impl_(std::make_unique<Impl>(std::move(config))) {}
Client::~Client() = default;
Client::Client(Client&&) noexcept = default;
Client& Client::operator=(Client&&) noexcept = default;

base::Result<Response> Client::send(const Request& request) { return impl_->send(request); }

}  // namespace http
