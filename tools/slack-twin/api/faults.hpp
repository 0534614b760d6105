// Faults that were ordered: the next calls of a method go wrong in a chosen way.
#pragma once

#include <deque>
#include <optional>
#include <string>

#include "libs/base/clock.hpp"
#include "libs/base/result.hpp"
#include "tools/slack-twin/world/json.hpp"

namespace twin {

// before, after: the connection is cut before / after the call took effect. refuse: as before; a
// port cannot refuse by method, which it learns from the request. half_open: no effect, and the
// connection stays for a minute without a byte.
enum class Drop { none, before, after, refuse, half_open };

struct Fault {
    std::string method;  // a Web API method or "response_url"
    int times = 1;
    int status = 0;  // HTTP status to answer with; 0: the usual one
    std::string error;
    int retry_after = 0;
    base::Duration delay{0}, drip{0};  // before the answer; between its bytes
    Drop drop = Drop::none;

    // The call has no effect and the fault is the whole answer.
    bool instead() const {
        return (drop != Drop::none && drop != Drop::after) || status != 0 || !error.empty() ||
               retry_after > 0;
    }
    std::string name() const;  // for the ledger: "drop_before", "half_open", "error", "delay", …
};

// Faults of one method are used up in the order they came. At most kMaxFaults wait.
class Faults {
public:
    static constexpr std::size_t kMaxFaults = 1'000;

    // Error bad_fault (never): what is wrong with the order.
    base::Result<void> add(const Json& order);
    std::optional<Fault> take(const std::string& method);
    void reset() { waiting_.clear(); }

private:
    std::deque<Fault> waiting_;
};

}  // namespace twin
