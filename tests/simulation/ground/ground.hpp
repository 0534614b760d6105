// What every part of a story stands on: time, chance, what goes wrong, and what is told of it.
#pragma once

#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include "libs/base/clock.hpp"
#include "tests/simulation/ground/agenda.hpp"
#include "tests/simulation/ground/chance.hpp"
#include "tests/simulation/ground/faults.hpp"

namespace simulation {

// What happened, line by line, with the time since the story began. Costs nothing unless asked for.
class Chronicle {
public:
    Chronicle(const base::Clock& clock, bool kept)
        : clock_(clock), began_(clock.now()), kept_(kept) {}

    template <class MakeText>
    void tell(MakeText&& make) {
        if (!kept_) return;
        char time[32];
        std::snprintf(time, sizeof time, "%10.3f  ",
                      static_cast<double>((clock_.now() - began_).count()) / 1000);
        text_ += time + make() + "\n";
    }
    const std::string& text() const { return text_; }

private:
    const base::Clock& clock_;
    base::Time began_;
    bool kept_;
    std::string text_;
};

struct Ground {
    Ground(std::uint64_t seed, std::vector<Fault> given, bool told)
        : chance(seed), faults(std::move(given)), chronicle(clock, told) {}

    const Fault* fault_at(Occasion occasion) {
        const Fault* fault = faults.at(occasion);
        if (fault) chronicle.tell([&] { return "FAULT " + fault->text(); });
        return fault;
    }

    base::ManualClock clock;
    Chance chance;
    Faults faults;
    Agenda agenda{clock, chance};
    Chronicle chronicle;
};

}  // namespace simulation
