// A Redis of the run's own, in memory, on a free port.
#pragma once

#include <string>

#include "bench/process/child.hpp"

namespace bench {

class Redis {
public:
    Redis()
        : port_(free_port()),
          server_("/usr/bin/redis-server", {}, "build/bench-redis.log",
                  {"--bind", "127.0.0.1", "--port", port_, "--save", "", "--appendonly", "no"}) {}
    std::string url() const { return "redis://127.0.0.1:" + port_ + "/0"; }

private:
    static std::string free_port();

    std::string port_;
    Child server_;
};

}  // namespace bench
