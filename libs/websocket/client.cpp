#include "libs/websocket/client.hpp"

#include <utility>

#include "libs/base/no_proxy.hpp"
#include "libs/websocket/dial.hpp"
#include "libs/websocket/loop_impl.hpp"

namespace websocket {

// Everything here runs on the loop's thread. What the loop still holds of it after the end (timers,
// a name lookup, websocketpp's connection) reaches it by weak_ptr only.
struct Client::Impl : std::enable_shared_from_this<Client::Impl> {
    enum class Phase { fresh, opening, open, closing, ended };

    Impl(Loop& owner, ClientConfig given, ClientHandlers theirs)
        : loop(owner),
          config(std::move(given)),
          handlers(std::make_shared<const ClientHandlers>(std::move(theirs))) {}

    void connect();
    void dial();
    WireEvents events();
    void opened();
    void not_upgraded(const std::string& tls, int status);
    void close(int code, const std::string& reason);
    void fail(const base::Error& error);
    void end(int code, const std::string& reason);
    void silence();

    // `work(*this, …)`, unless this connection has ended or is gone by then.
    template <class Work>
    auto guarded(Work work) {
        return [weak = weak_from_this(), work](auto&&... args) {
            const auto self = weak.lock();
            if (self && self->phase != Phase::ended) {
                work(*self, std::forward<decltype(args)>(args)...);
            }
        };
    }
    // Calls one of their handlers. The copy keeps it alive when it destroys the Client.
    template <class... Params, class... Args>
    void tell(std::function<void(Params...)> ClientHandlers::*which, Args&&... args) {
        const auto theirs = handlers;
        if ((*theirs).*which) ((*theirs).*which)(std::forward<Args>(args)...);
    }
    void fail_later(base::Error error) {
        loop.post(guarded([error = std::move(error)](Impl& self) { self.fail(error); }));
    }

    Loop& loop;
    const ClientConfig config;
    std::shared_ptr<const ClientHandlers> handlers;
    Phase phase = Phase::fresh;
    Target target;
    Proxy proxy;
    std::shared_ptr<Wire> wire;
    std::shared_ptr<Dial> dialling;
    asio::steady_timer deadline{loop.impl().io};  // of opening, then of closing
};

void Client::Impl::connect() {
    if (phase != Phase::fresh) return;
    phase = Phase::opening;
    if (!parse_target(config.url, target)) {
        return fail_later(base::Error::never("bad_url", "neither ws:// nor wss://, or malformed"));
    }
    if (!config.proxy.empty() && !base::bypasses_proxy(config.no_proxy, target.host, target.port) &&
        !parse_proxy(config.proxy, proxy)) {
        return fail_later(base::Error::never("bad_proxy", "should look like http://host:port"));
    }
    std::string why;
    wire = make_wire(loop, target,
                     {config.url, config.ca_file, config.close_timeout, config.max_message_bytes},
                     events(), why);
    if (!wire) return fail_later(base::Error::never("tls_failed", why));
    dial();
}

void Client::Impl::dial() {
    const auto until = std::chrono::steady_clock::now() + config.open_timeout;
    deadline.expires_at(until);
    deadline.async_wait([expired = guarded([](Impl& self) {
                             if (self.phase != Phase::opening) return;
                             self.fail(base::Error::later("open_timeout", self.target.host));
                         })](const std::error_code& cancelled) {
        if (!cancelled) expired();
    });
    dialling = std::make_shared<Dial>(loop, wire->tcp(), target, proxy, until,
                                      guarded([](Impl& self, const base::Result<void>& result) {
                                          if (!result) return self.fail(result.error());
                                          self.wire->start();
                                      }));
    dialling->start();
}

WireEvents Client::Impl::events() {
    WireEvents out;
    out.opened = guarded([](Impl& self) { self.opened(); });
    out.failed = guarded(
        [](Impl& self, const std::string& tls, int status) { self.not_upgraded(tls, status); });
    out.closed =
        guarded([](Impl& self, int code, const std::string& reason) { self.end(code, reason); });
    out.text = guarded([](Impl& self, std::string&& text) {
        self.tell(&ClientHandlers::on_text, std::move(text));
    });
    out.binary = guarded(
        [](Impl& self, std::size_t bytes) { self.tell(&ClientHandlers::on_binary, bytes); });
    out.ping = guarded([](Impl& self) { self.tell(&ClientHandlers::on_ping); });
    out.pong = guarded([](Impl& self) { self.tell(&ClientHandlers::on_pong); });
    return out;
}

void Client::Impl::opened() {
    phase = Phase::open;
    deadline.cancel();
    tell(&ClientHandlers::on_open);
}

void Client::Impl::not_upgraded(const std::string& tls, int status) {
    if (!tls.empty()) return fail(base::Error::later("tls_failed", target.host + ": " + tls));
    fail(base::Error::later("upgrade_refused",
                            status == 0 ? "no answer" : "status " + std::to_string(status)));
}

void Client::Impl::close(int code, const std::string& reason) {
    if (phase == Phase::opening) {
        return fail_later(base::Error::later("connect_failed", "closed while opening"));
    }
    if (phase != Phase::open) return;
    phase = Phase::closing;
    const bool sent = wire->close(code, reason);
    deadline.expires_after(sent ? config.close_timeout : std::chrono::milliseconds{0});
    deadline.async_wait([expired = guarded([](Impl& self) {
                             self.end(self.wire->remote_close_code(),
                                      self.wire->remote_close_reason());
                         })](const std::error_code& cancelled) {
        if (!cancelled) expired();
    });
}

void Client::Impl::fail(const base::Error& error) {
    const auto theirs = handlers;
    silence();
    if (theirs->on_fail) theirs->on_fail(error);
}

void Client::Impl::end(int code, const std::string& reason) {
    const auto theirs = handlers;
    silence();
    if (theirs->on_close) theirs->on_close(code, reason);
}

// The end of every connection: TCP dropped, no handler called any more. websocketpp would wait for
// the peer's FIN and for timers of its own.
void Client::Impl::silence() {
    phase = Phase::ended;
    deadline.cancel();
    if (dialling) dialling->stop();
    if (!wire) return;
    wire->drop();
    // Operations that were cut short by this complete first; they still refer to the socket.
    loop.post([gone = std::move(wire)] {});
    wire = nullptr;
}

Client::Client(Loop& loop, ClientConfig config, ClientHandlers handlers)
    : impl_(std::make_shared<Impl>(loop, std::move(config), std::move(handlers))) {}

Client::~Client() { impl_->silence(); }

void Client::connect() { impl_->connect(); }

bool Client::send_text(const std::string& text) { return open() && impl_->wire->send(text); }

bool Client::ping() { return open() && impl_->wire->ping(); }

void Client::close(int code, const std::string& reason) { impl_->close(code, reason); }

bool Client::open() const { return impl_->phase == Impl::Phase::open; }

std::size_t Client::unsent_bytes() const { return impl_->wire ? impl_->wire->unsent_bytes() : 0; }

}  // namespace websocket
