// /livez, /readyz, /metrics and /debug/state on ADMIN_ADDR.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "libs/base/mutex.hpp"
#include "libs/telemetry/metrics.hpp"

namespace runtime {

struct Context;

// Named conditions; ready when every one holds. Thread-safe. A condition starts unmet; `why` is
// what /readyz shows for it ("waiting for hello").
class Readiness {
public:
    void expect(const std::string& condition, const std::string& why);
    void set(const std::string& condition, bool holds, const std::string& why = {});
    void withdraw(const std::string& why);  // for good: a drain has begun
    bool ready() const;
    std::string report() const;  // JSON {"ready":…,"conditions":{name:{"ok":…,"why":…}}}

private:
    struct Condition {
        bool holds = false;
        std::string why;
    };
    mutable base::Mutex mutex_;
    std::map<std::string, Condition> conditions_ GUARDED_BY(mutex_);
    std::string withdrawn_ GUARDED_BY(mutex_);
};

struct AdminHooks {
    std::function<bool()> alive;         // /livez: 200 or 503
    std::function<std::string()> state;  // /debug/state: JSON, no secrets
    std::function<void()> refresh;       // before /metrics is written: set the gauges
};

// Serves until it is destroyed; ready-checks are answered while the service is still starting.
class Admin {
public:
    virtual ~Admin() = default;
};

// What every service does first: serves the endpoint and says on standard output where. `also`
// joins that line (" http=…"). Null where it cannot listen, which is logged as `cannot_listen`.
std::unique_ptr<Admin> open_admin(const std::string& address, Readiness& readiness,
                                  Context& context, AdminHooks hooks, const std::string& also = {});

}  // namespace runtime
