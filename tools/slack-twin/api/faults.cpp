#include "tools/slack-twin/api/faults.hpp"

#include <algorithm>
#include <set>

namespace twin {
namespace {

base::Error wrong(const std::string& what) { return base::Error::never("bad_fault", what); }

// A non-negative whole number up to `most`; absent is `fallback`; nullopt when it is something
// else.
std::optional<int> number(const Json& order, const char* name, int fallback, int most) {
    const Json& value = member_of(order, name);
    if (value.is_null()) return fallback;
    if (!value.is_number_integer() || value < 0 || value > most) return std::nullopt;
    return value.get<int>();
}

const std::set<std::string>& known_members() {
    static const std::set<std::string> names{"method",      "times",    "status",  "error",
                                             "retry_after", "delay_ms", "drip_ms", "drop"};
    return names;
}

std::optional<Drop> drop_of(const Json& order) {
    const Json& drop = member_of(order, "drop");
    if (drop.is_null()) return Drop::none;
    if (drop == "before") return Drop::before;
    if (drop == "after") return Drop::after;
    if (drop == "refuse") return Drop::refuse;
    if (drop == "half_open") return Drop::half_open;
    return std::nullopt;
}

}  // namespace

std::string Fault::name() const {
    if (drop == Drop::before) return "drop_before";
    if (drop == Drop::after) return "drop_after";
    if (drop == Drop::refuse) return "refuse";
    if (drop == Drop::half_open) return "half_open";
    if (instead()) return retry_after > 0 || status == 429 ? "throttle" : "error";
    return drip.count() > 0 ? "drip" : "delay";
}

base::Result<void> Faults::add(const Json& order) {
    if (!order.is_object()) return wrong("an object is expected");
    for (const auto& [name, value] : order.items())
        if (!known_members().count(name)) return wrong("unknown member " + name);
    const auto times = number(order, "times", 1, 1'000'000);
    const auto status = number(order, "status", 0, 599);
    const auto retry_after = number(order, "retry_after", 0, 86'400);
    const auto delay = number(order, "delay_ms", 0, 60'000);
    const auto drip = number(order, "drip_ms", 0, 60'000);
    const auto drop = drop_of(order);
    if (!times || !status || !retry_after || !delay || !drip)
        return wrong("a number is out of range");
    if (*status != 0 && *status < 200) return wrong("status is an HTTP status of 200 to 599");
    if (!drop) return wrong("drop is \"before\", \"after\", \"refuse\" or \"half_open\"");
    const Fault fault{text_of(order, "method"), *times,       *status,
                      text_of(order, "error"),  *retry_after, base::Duration{*delay},
                      base::Duration{*drip},    *drop};
    if (fault.method.empty()) return wrong("method is missing");
    if (waiting_.size() == kMaxFaults) return wrong("too many faults wait");
    if (fault.times > 0) waiting_.push_back(fault);
    return {};
}

std::optional<Fault> Faults::take(const std::string& method) {
    const auto found = std::find_if(waiting_.begin(), waiting_.end(),
                                    [&](const Fault& fault) { return fault.method == method; });
    if (found == waiting_.end()) return std::nullopt;
    Fault fault = *found;
    if (--found->times == 0) waiting_.erase(found);
    return fault;
}

}  // namespace twin
