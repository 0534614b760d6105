// apps.connections.open, off the loop's thread.
#pragma once

#include <functional>
#include <string>
#include <thread>

#include "libs/base/clock.hpp"
#include "libs/base/result.hpp"
#include "libs/base/secret.hpp"
#include "libs/stream/lanes.hpp"
#include "libs/webapi/client.hpp"
#include "services/gateway/core/ports.hpp"

namespace gateway {

// One thread that asks Slack for socket addresses, one at a time; each call ends within the
// config's total_timeout.
class SocketUrls {
public:
    // `answer` runs on the asking thread. The address holds a single-use ticket: never log it.
    using Answer = std::function<void(Connection, base::Result<std::string>)>;

    SocketUrls(webapi::Config config, base::Secret app_token, Answer answer);
    ~SocketUrls();  // waits for the call under way

    void ask(Connection connection);  // from any thread

private:
    void run();
    base::Result<std::string> call();

    webapi::Client slack_;
    base::Secret app_token_;
    Answer answer_;
    base::SystemClock clock_;
    stream::Lanes<Connection> asked_;
    std::jthread thread_;  // last: it uses all of the above
};

}  // namespace gateway
