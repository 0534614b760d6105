#include "libs/http/server.hpp"

#include <httplib.h>

#include <algorithm>
#include <cerrno>
#include <optional>
#include <string_view>
#include <thread>

#include "libs/http/arrival.hpp"
#include "libs/http/connections.hpp"
#include "libs/http/proxy.hpp"

namespace http {
namespace {

// An idle connection may hold stop() up for as long as this (cpp-httplib 0.11 looks for a stop only
// between two requests). Announced to clients in the Keep-Alive header.
constexpr std::chrono::seconds keep_alive{1};
constexpr std::size_t open_connections = 256;
constexpr int backlog = 511;
constexpr std::size_t requests_per_connection = 1'000'000;

class Tasks final : public httplib::TaskQueue {
public:
    // void in 0.11, bool in 0.18.
    using Enqueued = decltype(std::declval<httplib::TaskQueue&>().enqueue({}));

    Enqueued enqueue(std::function<void()> serve) override {
        connections_.enqueue(std::move(serve));
        return static_cast<Enqueued>(true);
    }
    void shutdown() override { connections_.shutdown(); }

private:
    Connections connections_{open_connections};
};

struct Route {
    std::string method, path;
    Server::Handler handler;

    bool covers(std::string_view target) const {
        const std::string_view pattern = path;
        if (!pattern.ends_with("/*")) return target == pattern;
        return target.starts_with(pattern.substr(0, pattern.size() - 1));
    }
};

// The library adds these four to what the client sent; a client may send its own.
void drop_added_headers(const httplib::Request& in, Headers& headers) {
    const Headers added{{"REMOTE_ADDR", in.remote_addr},
                        {"REMOTE_PORT", std::to_string(in.remote_port)},
                        {"LOCAL_ADDR", in.local_addr},
                        {"LOCAL_PORT", std::to_string(in.local_port)}};
    for (const auto& header : added) {
        const auto found = std::find(headers.begin(), headers.end(), header);
        if (found != headers.end()) headers.erase(found);
    }
}

Request to_request(const httplib::Request& in) {
    Request out;
    out.method = in.method;
    const auto question = std::min(in.target.find('?'), in.target.size());
    out.path = in.target.substr(0, question);
    if (question < in.target.size()) out.query = in.target.substr(question + 1);
    out.headers = by_arrival(in.headers);
    drop_added_headers(in, out.headers);
    out.peer = in.remote_addr;
    return out;
}

// A provider's `false` makes the library close the connection.
void write_brokenly(const Response& answer, httplib::Response& out) {
    const auto type = out.get_header_value("Content-Type");
    out.headers.erase("Content-Type");
    const auto provide = [answer](std::size_t offset, std::size_t, httplib::DataSink& sink) {
        if (answer.cut) return false;
        if (offset > 0) std::this_thread::sleep_for(answer.drip);
        return sink.write(&answer.body[offset], 1);
    };
    out.set_content_provider(std::max<std::size_t>(answer.body.size(), 1), type.c_str(), provide);
}

void write(const Response& answer, httplib::Response& out) {
    out.status = answer.status;
    for (const auto& [name, value] : answer.headers) {
        const bool clean = value.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos;
        if (clean) out.headers.emplace(name, value);
    }
    if (answer.cut || answer.drip.count() > 0) return write_brokenly(answer, out);
    out.body = answer.body;
}

base::Error why_not_bound(const std::string& address, int error) {
    const std::string context = address + ": " + std::generic_category().message(error);
    return base::Error::never(error == EADDRINUSE ? "address_in_use" : "bad_address", context);
}

}  // namespace

struct Server::Impl {
    explicit Impl(ServerConfig given) : config(std::move(given)), slots(config.threads) {}

    void set_up();
    base::Result<int> bind();
    Response answer(const Request& request);
    Response call(const Route& route, const Request& request);
    Response failed(const std::string& what);
    std::optional<std::string> read_body(const httplib::Request& in,
                                         const httplib::ContentReader& read) const;

    const ServerConfig config;
    Slots slots;
    std::vector<Route> routes;
    std::function<void(const std::string&)> report;
    httplib::Server http;
    int listening = -1;  // the library's descriptor, valid inside bind()
    base::Mutex mutex;   // one stop() at a time
    std::thread thread GUARDED_BY(mutex);
};

void Server::Impl::set_up() {
    // Not the library's default SO_REUSEPORT: two servers would share one port in silence.
    http.set_socket_options([this](int socket) {
        const int yes = 1;
        ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
        listening = socket;
    });
    http.new_task_queue = [] { return new Tasks; };
    http.set_tcp_nodelay(true);
    http.set_keep_alive_max_count(requests_per_connection);
    http.set_keep_alive_timeout(keep_alive.count());
    http.set_read_timeout(config.read_timeout);
    http.set_write_timeout(config.write_timeout);
    // The library matches paths by std::regex, which recurses once per character. Every request is
    // sent to the one pattern "/"; the true path is in `target`.
    http.set_pre_routing_handler([](const httplib::Request& in, httplib::Response&) {
        const_cast<httplib::Request&>(in).path.assign(1, '/');
        return httplib::Server::HandlerResponse::Unhandled;
    });
    // What call() does not catch: a handler that throws anything but a std::exception.
    http.set_exception_handler(
        [this](const httplib::Request& in, httplib::Response& out, const std::exception_ptr&) {
            write(failed(to_request(in).path + ": not a std::exception"), out);
        });
    const auto plain = [this](const httplib::Request& in, httplib::Response& out) {
        write(answer(to_request(in)), out);
    };
    // With a reader of our own, since the library parses forms and refuses those above 8 kB.
    const auto with_body = [this](const httplib::Request& in, httplib::Response& out,
                                  const httplib::ContentReader& read) {
        auto request = to_request(in);
        auto body = read_body(in, read);
        if (!body) return write(Response::text(413, "body too large\n"), out);
        request.body = std::move(*body);
        write(answer(request), out);
    };
    http.Get("/", plain).Options("/", plain);
    http.Post("/", with_body).Put("/", with_body).Patch("/", with_body).Delete("/", with_body);
}

// The rest of a body that is too large is read and dropped, or it would be taken for the next
// request of that connection. nullopt: too large.
std::optional<std::string> Server::Impl::read_body(const httplib::Request& in,
                                                   const httplib::ContentReader& read) const {
    std::string body;
    bool too_large = false;
    const auto take = [&](const char* data, std::size_t size) {
        too_large = too_large || body.size() + size > config.max_body_bytes;
        if (!too_large) body.append(data, size);
        return true;
    };
    // Without a length the library would read until the client closes (RFC 9112 6.3: it is empty).
    if (!in.has_header("Content-Length") && !in.has_header("Transfer-Encoding")) return body;
    if (in.is_multipart_form_data()) {
        read([](const httplib::MultipartFormData&) { return true; }, take);  // names are lost
    } else {
        read(take);
    }
    if (too_large) return std::nullopt;
    return body;
}

Response Server::Impl::answer(const Request& request) {
    const std::string method = request.method == "HEAD" ? "GET" : request.method;
    const Route* found = nullptr;
    bool known = false;
    for (const auto& route : routes) {
        if (!route.covers(request.path)) continue;
        known = true;
        if (route.method == method && !found) found = &route;
    }
    if (found) return call(*found, request);
    return known ? Response::text(405, "method not allowed\n") : Response::text(404, "not found\n");
}

Response Server::Impl::call(const Route& route, const Request& request) {
    struct Slot {
        Slots& slots;
        explicit Slot(Slots& all) : slots(all) { slots.take(); }
        ~Slot() { slots.give_back(); }
    };
    const Slot slot(slots);
    try {
        return route.handler(request);
    } catch (const std::exception& e) {
        return failed(route.path + ": " + e.what());
    }
}

Response Server::Impl::failed(const std::string& what) {
    if (report) report(what);
    return Response::text(500, "internal error\n");
}

base::Result<int> Server::Impl::bind() {
    const auto address = split_host_port(config.address, 0);
    if (!address || address->first.empty()) return why_not_bound(config.address, EINVAL);
    const auto& [host, port] = *address;
    errno = EADDRNOTAVAIL;  // what a name without an address leaves
    const int bound =
        port == 0 ? http.bind_to_any_port(host) : (http.bind_to_port(host, port) ? port : -1);
    if (bound <= 0) return why_not_bound(config.address, errno);
    ::listen(listening, backlog);  // the library's own backlog is 5
    return bound;
}

Server::Server(ServerConfig config) : impl_(std::make_unique<Impl>(std::move(config))) {}
Server::~Server() { stop(); }

void Server::route(std::string method, std::string path, Handler handler) {
    impl_->routes.push_back({std::move(method), std::move(path), std::move(handler)});
}

void Server::on_fault(std::function<void(const std::string& what)> report) {
    impl_->report = std::move(report);
}

base::Result<int> Server::start() {
    impl_->set_up();
    auto port = impl_->bind();
    if (!port) return port;
    base::Lock lock(impl_->mutex);
    impl_->thread = std::thread([this] { impl_->http.listen_after_bind(); });
    // The library's stop() does nothing before its loop runs.
    while (!impl_->http.is_running()) std::this_thread::yield();
    return port;
}

void Server::stop() {
    base::Lock lock(impl_->mutex);
    impl_->http.stop();
    if (impl_->thread.joinable()) impl_->thread.join();
}

}  // namespace http
