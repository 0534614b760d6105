// field-pain 2 and 13 by the thousand: one thread that serves one connection after the other.
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <deque>
#include <filesystem>
#include <fstream>
#include <random>
#include <thread>

#include "tests/unit/websocket/raw_frames.hpp"
#include "tests/unit/websocket/world.hpp"

namespace websocket_test {
namespace {

// Serves on one thread, so ten thousand connections cost no ten thousand threads. Keeps what
// `serve` leaves open, the newest 100 of it: a peer that answers no FIN.
class QueuePeer {
public:
    explicit QueuePeer(std::function<void(Connection&)> serve) : serve_(std::move(serve)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto* const raw = reinterpret_cast<sockaddr*>(&address);
        if (bind(listening_, raw, size) != 0 || listen(listening_, 64) != 0 ||
            getsockname(listening_, raw, &size) != 0) {
            throw std::runtime_error("no port");
        }
        port_ = ntohs(address.sin_port);
        thread_ = std::thread([this] { run(); });
    }
    ~QueuePeer() {
        shutdown(listening_, SHUT_RDWR);
        thread_.join();
        close(listening_);
    }
    ClientConfig client() const {
        ClientConfig out;
        out.url = "ws://127.0.0.1:" + std::to_string(port_) + "/";
        out.close_timeout = 2ms;
        return out;
    }
    // Of its connections, the most that stood at once as it saw them: neither FIN nor RST had come
    // when another one was opened.
    int most_standing() const { return most_standing_; }
    // This process's own sockets that lead to it, in whatever state.
    int clients() const {
        int count = 0;
        for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) {
            sockaddr_in address{};
            socklen_t size = sizeof address;
            const int descriptor = std::stoi(entry.path().filename());
            const bool is_one =
                getpeername(descriptor, reinterpret_cast<sockaddr*>(&address), &size) == 0;
            count += is_one && ntohs(address.sin_port) == port_ ? 1 : 0;
        }
        return count;
    }
    static constexpr int most_kept = 100;

private:
    void run() {
        std::deque<std::unique_ptr<Connection>> kept;
        for (int socket = 0; (socket = accept4(listening_, nullptr, nullptr, SOCK_CLOEXEC)) >= 0;) {
            kept.push_back(std::make_unique<Connection>(socket, nullptr));
            count(kept);
            serve_(*kept.back());
            if (kept.back()->socket() < 0) kept.pop_back();
            if (kept.size() > most_kept) kept.pop_front();
        }
    }

    void count(const std::deque<std::unique_ptr<Connection>>& kept) {
        const auto standing = std::count_if(kept.begin(), kept.end(), [](const auto& connection) {
            pollfd end{connection->socket(), POLLRDHUP, 0};
            return poll(&end, 1, 0) == 0;
        });
        most_standing_ = std::max(most_standing_.load(), static_cast<int>(standing));
    }

    std::function<void(Connection&)> serve_;
    std::atomic<int> most_standing_{0};
    int listening_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int port_ = 0;
    std::thread thread_;
};

long resident_kb() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.rfind("VmRSS:", 0) == 0) return std::stol(line.substr(6));
    }
    return 0;
}

// One client after the other on the loop's own thread, each acking, pinging and, now and then, closing
// or destroyed in the middle of things.
class Chain {
public:
    Chain(Loop& loop, ClientConfig config, int runs)
        : loop_(loop), config_(std::move(config)), left_(runs) {
        loop_.post([this] { next(); });
    }
    void wait() { done_.get_future().wait(); }
    int ends = 0;
    int doubled = 0;
    std::vector<std::string> strange;

private:
    void next() {
        client_.reset();
        if (left_-- == 0) return done_.set_value();
        ended_ = false;
        websocket::ClientHandlers handlers;
        handlers.on_open = [this] {
            client_->send_text(R"({"envelope_id":"e1"})");
            client_->ping();
        };
        handlers.on_text = [this](std::string&& text) { take(text); };
        handlers.on_fail = [this](const base::Error&) { end(); };
        handlers.on_close = [this](int, const std::string&) { end(); };
        client_ = std::make_unique<websocket::Client>(loop_, config_, std::move(handlers));
        client_->connect();
    }
    void take(const std::string& text) {
        const bool whole = text == "hello" || text == "two parts" || text == std::string(200, 'x');
        if (!whole) strange.push_back(text);
        client_->send_text(R"({"envelope_id":"e2"})");
        const auto whim = random_() % 16;
        if (whim == 0) client_->close(1000, "bye");
        if (whim != 1) return;
        client_.reset();
        end();
    }
    void end() {
        if (ended_) ++doubled;
        ended_ = true;
        ++ends;
        loop_.post([this] { next(); });
    }

    Loop& loop_;
    const ClientConfig config_;
    int left_;
    bool ended_ = false;
    std::mt19937 random_{13};
    std::unique_ptr<websocket::Client> client_;
    std::promise<void> done_;
};

// field-pain 13: 10,000 ends at random bytes of every kind of frame, by FIN and by RST.
TEST(WebsocketStorm, TenThousandCutsAtAnyByteEachEndOnce) {
    const std::string bytes =
        frame(op::fin | op::text, "hello") + frame(op::fin | op::ping, "p") +
        frame(op::text, "two ") + frame(op::fin | op::continuation, "parts") +
        frame(op::fin | op::text, std::string(200, 'x')) + frame(op::fin | op::binary, "b") +
        frame(op::fin | op::close, "\x03\xe8gone");
    std::mt19937 random(1125);
    QueuePeer peer([&](Connection& connection) {
        upgrade(connection);
        connection.write(std::string_view(bytes).substr(0, random() % (bytes.size() + 1)));
        random() % 2 ? connection.reset() : connection.close();
    });
    Loop loop;
    Chain chain(loop, peer.client(), 10'000);
    chain.wait();
    EXPECT_EQ(chain.ends, 10'000);
    EXPECT_EQ(chain.doubled, 0);
    EXPECT_TRUE(chain.strange.empty()) << chain.strange.front();
}

// field-pain 2.
TEST(WebsocketStorm, AThousandFlapsAtAPeerThatNeverLetsGoLeaveNothingBehind) {
    QueuePeer peer([](Connection& connection) {
        upgrade(connection);
        connection.write(frame(op::fin | op::text, "hello"));
    });
    Loop loop;
    int descriptors = 0;
    long resident = 0;
    for (int flap = 0; flap < 1'000; ++flap) {
        Guest guest(loop, peer.client());
        ASSERT_TRUE(guest.diary.has("text hello")) << flap;
        ASSERT_EQ(peer.clients(), 1) << flap;
        guest.close(1000, "");
        ASSERT_TRUE(guest.diary.has("close 1006 ")) << flap;
        if (flap != 2 * QueuePeer::most_kept) continue;
        descriptors = http_test::open_descriptors();
        resident = resident_kb();
    }
    EXPECT_EQ(peer.clients(), 0);
    EXPECT_EQ(peer.most_standing(), 1);
    EXPECT_LE(http_test::open_descriptors(), descriptors + 4);
    RecordProperty("resident_kb_grew", static_cast<int>(resident_kb() - resident));
#ifndef SSB_SANITIZED  // a sanitizer keeps what was freed
    EXPECT_LE(resident_kb(), resident + 2'048) << "kB, from " << resident;
#endif
}

}  // namespace
}  // namespace websocket_test
