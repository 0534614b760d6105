#include "bench/process/redis.hpp"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

namespace bench {

std::string Redis::free_port() {
    const int probe = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    ::bind(probe, reinterpret_cast<sockaddr*>(&address), size);
    ::getsockname(probe, reinterpret_cast<sockaddr*>(&address), &size);
    ::close(probe);
    return std::to_string(ntohs(address.sin_port));
}

}  // namespace bench
