#include "libs/http/call/resolve.hpp"

#include <arpa/inet.h>
#include <netdb.h>
#include <sys/socket.h>

#include <map>
#include <memory>
#include <thread>

#include "libs/base/mutex.hpp"

namespace http {
namespace {

// Shared with the threads left behind, so it is never torn down.
struct Lookups {
    struct Answer {
        bool done = false;
        std::vector<std::string> addresses;
    };
    base::Mutex mutex;
    base::Condition changed;
    std::map<std::string, std::shared_ptr<Answer>> running GUARDED_BY(mutex);
};

Lookups& lookups() {
    static Lookups& all = *new Lookups;
    return all;
}

std::vector<std::string> ask(const std::string& host) {
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_ADDRCONFIG;
    addrinfo* found = nullptr;
    std::vector<std::string> out;
    if (::getaddrinfo(host.c_str(), nullptr, &hints, &found) != 0) return out;
    for (const addrinfo* it = found; it != nullptr; it = it->ai_next) {
        char text[NI_MAXHOST];
        if (::getnameinfo(it->ai_addr, it->ai_addrlen, text, sizeof text, nullptr, 0,
                          NI_NUMERICHOST) == 0) {
            out.emplace_back(text);
        }
    }
    ::freeaddrinfo(found);
    return out;
}

void look_up(const std::string& host, const std::shared_ptr<Lookups::Answer>& answer) {
    auto addresses = ask(host);
    auto& all = lookups();
    base::Lock lock(all.mutex);
    answer->addresses = std::move(addresses);
    answer->done = true;
    all.running.erase(host);
    all.changed.notify_all();
}

bool is_numeric(const std::string& host) {
    in6_addr address;
    return ::inet_pton(AF_INET, host.c_str(), &address) == 1 ||
           ::inet_pton(AF_INET6, host.c_str(), &address) == 1;
}

}  // namespace

base::Result<std::vector<std::string>> resolve(const std::string& host,
                                               std::chrono::steady_clock::time_point deadline) {
    if (is_numeric(host)) return std::vector<std::string>{host};
    auto& all = lookups();
    base::Lock lock(all.mutex);
    auto& running = all.running[host];
    if (!running) {
        running = std::make_shared<Lookups::Answer>();
        std::thread(look_up, host, running).detach();
    }
    const auto answer = running;
    while (!answer->done) {
        const auto left = deadline - std::chrono::steady_clock::now();
        if (left <= left.zero()) {
            return base::Error::later("connect_failed",
                                      "no answer from the name server for " + host);
        }
        all.changed.wait_for(all.mutex, left);
    }
    if (answer->addresses.empty()) {
        return base::Error::later("connect_failed", "no address for the name " + host);
    }
    return answer->addresses;
}

}  // namespace http
