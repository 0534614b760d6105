#include "tools/slack-twin/control/watchers.hpp"

#include <algorithm>

namespace twin {

template <class Which>
void Watchers::wake(const Which& which) {
    std::list<Watcher> woken;
    for (auto one = waiting_.begin(); one != waiting_.end();) {
        const auto next = std::next(one);
        if (which(*one)) woken.splice(woken.end(), waiting_, one);
        one = next;
    }
    for (const Watcher& watcher : woken) watcher.wake();
}

void Watchers::add(Sight sight, base::Duration wait, std::function<void()> wake) {
    const std::uint64_t id = ++ids_;
    waiting_.push_back({id, std::move(sight), std::move(wake)});
    timers_.after(std::min(wait, kLongestWait),
                  [this, id] { this->wake([id](const Watcher& one) { return one.id == id; }); });
}

void Watchers::changed(const std::string& what) {
    const auto concerns = [what](const Watcher& one) {
        return one.sight.channel == what || one.sight.member == what;
    };
    if (std::none_of(waiting_.begin(), waiting_.end(), concerns)) return;
    timers_.after(kGather, [this, concerns] { wake(concerns); });
}

}  // namespace twin
