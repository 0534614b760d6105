#include "tests/simulation/world/store.hpp"

namespace simulation {
namespace {

constexpr base::Duration lost_time{1'000};
constexpr base::Duration copy_every{200};

}  // namespace

Store::Store(Ground& ground)
    : ground_(ground),
      ledger_(std::make_unique<poster::FakeLedger>(ground.clock)),
      limiter_(std::make_unique<limits::LocalLimiter>(ground.clock)) {}

void Store::stay_away(base::Duration span) { away_until_ = ground_.clock.now() + span; }

void Store::lose_last_second() {
    const auto until = ground_.clock.now() - lost_time;
    auto kept = std::make_unique<poster::FakeLedger>(ground_.clock);
    for (const auto& [at, copy] : copies_) {
        if (at <= until) kept = std::make_unique<poster::FakeLedger>(*copy);
    }
    if (touched_at_ > until) ledger_ = std::move(kept);
    forgot_at_ = ground_.clock.now();
    copies_.clear();
    std::erase_if(effects_, [&](const auto& one) { return one.second.first > until; });
    limiter_ = std::make_unique<limits::LocalLimiter>(ground_.clock);
}

bool Store::reach(bool& answered) {
    answered = true;
    if (const Fault* fault = ground_.fault_at(Occasion::store_call)) {
        if (fault->kind == Kind::store_answer_lost) answered = false;
        if (fault->kind == Kind::store_lost_second) lose_last_second();
        if (fault->kind != Kind::store_answer_lost) stay_away(fault->span);
    }
    return !away();
}

std::optional<std::string> Store::applied(const std::string& source) const {
    const auto found = effects_.find(source);
    if (found == effects_.end()) return std::nullopt;
    return found->second.second.reply;
}

void Store::apply(const worker::Effect& effect) {
    effects_.emplace(effect.source_id, std::pair{ground_.clock.now(), effect});
}

worker::Settings Store::settings_of(const std::string& user) const {
    worker::Settings settings;
    base::Time newest{};
    for (const auto& [source, one] : effects_) {
        const auto& [at, effect] = one;
        if (effect.user.value != user || !effect.settings || at < newest) continue;
        newest = at;
        settings = *effect.settings;
    }
    return settings;
}

// A copy is what stood there before a call: good for any moment up to the next one.
poster::FakeLedger& Store::ledger() {
    keep_a_copy();
    touched_at_ = ground_.clock.now();
    return *ledger_;
}

void Store::keep_a_copy() {
    const auto now = ground_.clock.now();
    if (!copies_.empty() && now - copies_.back().first < copy_every) return;
    while (copies_.size() > 1 && copies_[1].first <= now - lost_time - copy_every) {
        copies_.pop_front();
    }
    copies_.emplace_back(now, std::make_unique<poster::FakeLedger>(*ledger_));
}

}  // namespace simulation
