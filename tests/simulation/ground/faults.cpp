#include "tests/simulation/ground/faults.hpp"

#include <algorithm>

namespace simulation {
namespace {

// Spans in ms; `often` tells kinds apart that find much from those that only cost time.
struct Sort {
    std::string_view name;
    Occasion occasion;
    int often;
    int shortest, longest;
};

constexpr std::array<Sort, kinds> sorts{{
    {"gateway_crash", Occasion::gateway_step, 3, 100, 15'000},
    {"gateway_freeze", Occasion::gateway_step, 2, 200, 9'000},
    {"worker_crash", Occasion::worker_step, 4, 100, 15'000},
    {"worker_freeze", Occasion::worker_step, 3, 300, 40'000},
    {"worker_restart", Occasion::worker_step, 1, 50, 3'000},
    {"worker_rebalance", Occasion::worker_step, 2, 0, 0},
    {"sticker_gone", Occasion::worker_step, 2, 0, 0},
    {"poster_crash", Occasion::poster_step, 8, 100, 15'000},
    {"poster_freeze", Occasion::poster_step, 6, 300, 40'000},
    {"poster_restart", Occasion::poster_step, 2, 50, 3'000},
    {"poster_rebalance", Occasion::poster_step, 3, 0, 0},
    {"log_refused", Occasion::log_write, 2, 0, 0},
    {"log_unconfirmed", Occasion::log_write, 3, 0, 0},
    {"log_away", Occasion::log_write, 1, 500, 20'000},
    {"store_answer_lost", Occasion::store_call, 4, 0, 0},
    {"store_away", Occasion::store_call, 2, 300, 30'000},
    {"store_lost_second", Occasion::store_call, 4, 500, 3'000},
    {"slack_answer_lost", Occasion::slack_call, 4, 0, 0},
    {"slack_no_answer", Occasion::slack_call, 2, 0, 0},
    {"slack_late", Occasion::slack_call, 2, 1'000, 8'000},
    {"slack_throttles", Occasion::slack_call, 3, 1'000, 30'000},
    {"slack_not_done", Occasion::slack_call, 2, 0, 0},
    {"slack_refuses", Occasion::slack_call, 1, 0, 0},
    {"slack_away", Occasion::slack_call, 1, 1'000, 60'000},
    {"slack_token_dead", Occasion::slack_call, 1, 1'000, 60'000},
    {"envelope_doubled", Occasion::envelope, 4, 0, 30'000},
    {"socket_cut", Occasion::envelope, 2, 0, 0},
    {"ack_lost", Occasion::ack, 2, 0, 0},
}};

// How many occasions of a sort a story has, about.
constexpr std::array<int, occasions> usual{20, 60, 110, 30, 70, 22, 8, 8};

const Sort& sort_of(Kind kind) { return sorts[static_cast<std::size_t>(kind)]; }

Kind draw_kind(Chance& chance) {
    int all = 0;
    for (const Sort& sort : sorts) all += sort.often;
    int left = chance.below(all);
    for (std::size_t i = 0; i < sorts.size(); ++i) {
        if (left < sorts[i].often) return static_cast<Kind>(i);
        left -= sorts[i].often;
    }
    return Kind::ack_lost;
}

// An absence lasts for hours now and then.
base::Duration draw_span(Chance& chance, Kind kind) {
    const Sort& sort = sort_of(kind);
    const bool absence =
        kind == Kind::log_away || kind == Kind::store_away || kind == Kind::slack_away;
    if (absence && chance.percent(10)) return chance.ms(60'000, 2 * 3'600'000);
    return chance.ms(sort.shortest, sort.longest);
}

}  // namespace

std::string_view to_text(Kind kind) { return sort_of(kind).name; }

Occasion occasion_of(Kind kind) { return sort_of(kind).occasion; }

std::string Fault::text() const {
    return std::string(to_text(kind)) + " at " + std::to_string(nth) + " for " +
           std::to_string(span.count()) + " ms";
}

const Fault* Faults::at(Occasion occasion) {
    const int count = ++counted_[static_cast<std::size_t>(occasion)];
    for (Fault& fault : faults_) {
        if (fault.happened || occasion_of(fault.kind) != occasion || fault.nth > count) continue;
        fault.happened = true;
        return &fault;
    }
    return nullptr;
}

int Faults::happened() const {
    return static_cast<int>(std::count_if(faults_.begin(), faults_.end(),
                                          [](const Fault& fault) { return fault.happened; }));
}

bool Faults::has(Kind kind) const {
    return std::any_of(faults_.begin(), faults_.end(),
                       [kind](const Fault& fault) { return fault.happened && fault.kind == kind; });
}

std::vector<Fault> draw_faults(Chance& chance) {
    const int dice = chance.below(100);
    const int count = dice < 5    ? 0
                      : dice < 25 ? 1
                      : dice < 65 ? chance.between(2, 3)
                                  : chance.between(4, 8);
    std::vector<Fault> faults;
    for (int i = 0; i < count; ++i) {
        Fault fault;
        fault.kind = draw_kind(chance);
        fault.nth = chance.between(1, usual[static_cast<std::size_t>(occasion_of(fault.kind))]);
        fault.span = draw_span(chance, fault.kind);
        faults.push_back(fault);
    }
    return faults;
}

}  // namespace simulation
