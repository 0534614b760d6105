#include "tests/fuzz/redis/fake_redis.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <utility>

namespace redis_fuzz {

FakeRedis::FakeRedis() : listening_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    auto* plain = reinterpret_cast<sockaddr*>(&address);
    if (bind(listening_, plain, length) == 0 && listen(listening_, 4) == 0 &&
        getsockname(listening_, plain, &length) == 0) {
        port_ = ntohs(address.sin_port);
    }
    thread_ = std::thread([this] { serve(); });
}

FakeRedis::~FakeRedis() {
    shutdown(listening_, SHUT_RDWR);
    close(listening_);
    thread_.join();
}

void FakeRedis::answer(std::string bytes) {
    base::Lock lock(mutex_);
    answer_ = std::move(bytes);
}

// The commands of a client that waits for each answer come whole on the loopback; what they ask
// does not matter.
void FakeRedis::serve() {
    for (int peer = 0; (peer = accept(listening_, nullptr, nullptr)) >= 0; close(peer)) {
        std::array<char, 65536> command{};
        while (recv(peer, command.data(), command.size(), 0) > 0) {
            std::string bytes;
            {
                base::Lock lock(mutex_);
                bytes = answer_;
            }
            if (send(peer, bytes.data(), bytes.size(), MSG_NOSIGNAL) < 0) break;
        }
    }
}

}  // namespace redis_fuzz
