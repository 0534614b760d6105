#include "tests/unit/http/raw_peer.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <stdexcept>

namespace http_test {
namespace {

sockaddr_in loopback(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    return address;
}

int listen_on_free_port(int& port) {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    auto address = loopback(0);
    socklen_t size = sizeof address;
    auto* raw = reinterpret_cast<sockaddr*>(&address);
    if (::bind(socket, raw, size) != 0 || ::listen(socket, 64) != 0 ||
        ::getsockname(socket, raw, &size) != 0) {
        throw std::runtime_error("no port");
    }
    port = ntohs(address.sin_port);
    return socket;
}

}  // namespace

Connection::Connection(int socket, SSL_CTX* tls) : socket_(socket) {
    if (tls != nullptr) {
        ssl_ = SSL_new(tls);
        SSL_set_fd(ssl_, socket);
    }
}

Connection::~Connection() {
    close();
    if (ssl_ != nullptr) SSL_free(ssl_);
}

bool Connection::shake_hands() { return ssl_ == nullptr || SSL_accept(ssl_) == 1; }

std::string Connection::server_name() const {
    const char* name = ssl_ ? SSL_get_servername(ssl_, TLSEXT_NAMETYPE_host_name) : nullptr;
    return name ? name : "";
}

std::string Connection::read_some() {
    char buffer[4096];
    const auto size = ssl_ ? SSL_read(ssl_, buffer, sizeof buffer)
                           : static_cast<int>(::recv(socket_, buffer, sizeof buffer, 0));
    return size > 0 ? std::string(buffer, static_cast<std::size_t>(size)) : std::string{};
}

std::string Connection::read_request() {
    std::string text;
    for (;;) {
        const auto head_end = text.find("\r\n\r\n");
        if (head_end != std::string::npos) {
            const auto at = text.find("Content-Length: ");
            const auto length = at == std::string::npos ? 0 : std::atoi(text.c_str() + at + 16);
            if (text.size() >= head_end + 4 + static_cast<std::size_t>(length)) return text;
        }
        const auto more = read_some();
        if (more.empty()) return {};
        text += more;
    }
}

bool Connection::write(std::string_view text) {
    while (!text.empty()) {
        const auto size =
            ssl_ ? SSL_write(ssl_, text.data(), static_cast<int>(text.size()))
                 : static_cast<int>(::send(socket_, text.data(), text.size(), MSG_NOSIGNAL));
        if (size <= 0) return false;
        text.remove_prefix(static_cast<std::size_t>(size));
    }
    return true;
}

void Connection::drip(std::string_view text, std::chrono::milliseconds pause) {
    while (!text.empty() && write(text.substr(0, 1))) {
        text.remove_prefix(1);
        pollfd gone{socket_, POLLRDHUP, 0};
        if (::poll(&gone, 1, static_cast<int>(pause.count())) != 0) return;
    }
    wait_for_end();
}

void Connection::wait_for_end() {
    while (!read_some().empty()) {
    }
}

void Connection::say_goodbye() {
    if (ssl_ != nullptr) SSL_shutdown(ssl_);
}

void Connection::reset() {
    const linger at_once{1, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    close();
}

void Connection::close() {
    const int socket = socket_.exchange(-1);
    if (socket >= 0) ::close(socket);
}

void Connection::cut() { ::shutdown(socket_, SHUT_RDWR); }

RawPeer::RawPeer(Serve serve, const std::string& certificate) : serve_(std::move(serve)) {
    std::signal(SIGPIPE, SIG_IGN);  // OpenSSL writes to sockets without MSG_NOSIGNAL
    listening_ = listen_on_free_port(port_);
    if (!certificate.empty()) {
        tls_ = SSL_CTX_new(TLS_server_method());
        const auto base = "tests/data/tls/" + certificate;
        if (SSL_CTX_use_certificate_chain_file(tls_, (base + ".pem").c_str()) != 1 ||
            SSL_CTX_use_PrivateKey_file(tls_, (base + ".key").c_str(), SSL_FILETYPE_PEM) != 1) {
            throw std::runtime_error("no certificate " + base);
        }
    }
    acceptor_ = std::thread([this] { accept_all(); });
}

RawPeer::~RawPeer() {
    ::shutdown(listening_, SHUT_RDWR);
    acceptor_.join();
    std::vector<std::thread> threads;
    {
        base::Lock lock(mutex_);
        for (auto& connection : open_) connection.cut();
        threads.swap(threads_);
    }
    for (auto& thread : threads) thread.join();
    ::close(listening_);
    base::Lock lock(mutex_);
    open_.clear();
    if (tls_ != nullptr) SSL_CTX_free(tls_);
}

void RawPeer::accept_all() {
    for (;;) {
        const int socket = ::accept4(listening_, nullptr, nullptr, SOCK_CLOEXEC);
        if (socket < 0) return;
        base::Lock lock(mutex_);
        auto& connection = open_.emplace_back(socket, tls_);
        threads_.emplace_back([this, &connection, number = connections_++] {
            if (connection.shake_hands()) serve_(connection, number);
            connection.close();
        });
    }
}

std::string RawPeer::origin() const {
    return (tls_ ? "https://localhost:" : "http://127.0.0.1:") + std::to_string(port_);
}

void RawPeer::saw(std::string request) {
    base::Lock lock(mutex_);
    requests_.push_back(std::move(request));
}

std::vector<std::string> RawPeer::requests() {
    base::Lock lock(mutex_);
    return requests_;
}

std::string ok(const std::string& body) {
    return "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

void join(Connection& connection, int port) {
    const int other = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const auto address = loopback(port);
    if (::connect(other, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
        pollfd ends[2] = {{connection.socket(), POLLIN, 0}, {other, POLLIN, 0}};
        char buffer[4096];
        for (bool open = true; open && ::poll(ends, 2, -1) > 0;) {
            for (int i = 0; i < 2 && open; ++i) {
                if (ends[i].revents == 0) continue;
                const auto size = ::recv(ends[i].fd, buffer, sizeof buffer, 0);
                open = size > 0 && ::send(ends[1 - i].fd, buffer, static_cast<std::size_t>(size),
                                          MSG_NOSIGNAL) == size;
            }
        }
    }
    ::close(other);
}

std::string talk(int port, std::string_view bytes) {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const auto address = loopback(port);
    std::string answer;
    if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
        Connection connection(socket, nullptr);
        connection.write(bytes);
        for (auto more = connection.read_some(); !more.empty(); more = connection.read_some()) {
            answer += more;
        }
    } else {
        ::close(socket);
    }
    return answer;
}

int free_port() {
    int port = 0;
    ::close(listen_on_free_port(port));
    return port;
}

int open_descriptors() {
    const std::filesystem::directory_iterator all("/proc/self/fd");
    return static_cast<int>(std::distance(begin(all), end(all)));
}

bool eventually(const std::function<bool()>& holds) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(5);
    while (!holds()) {
        if (std::chrono::steady_clock::now() > end) return holds();
        std::this_thread::yield();
    }
    return true;
}

}  // namespace http_test
