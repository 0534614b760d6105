// Where all that is left open in a story comes from: the same seed gives the same numbers on every
// machine (the standard's distributions do not promise that).
#pragma once

#include <cstdint>
#include <initializer_list>

#include "libs/base/clock.hpp"

namespace simulation {

// SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", 2014).
class Chance {
public:
    explicit Chance(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        state_ += 0x9e3779b97f4a7c15U;
        std::uint64_t z = state_;
        z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
        z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
        return z ^ (z >> 31U);
    }
    // 0 … end - 1.
    int below(int end) { return static_cast<int>(next() % static_cast<std::uint64_t>(end)); }
    int between(int first, int last) { return first + below(last - first + 1); }
    bool percent(int share) { return below(100) < share; }
    base::Duration ms(int first, int last) { return base::Duration{between(first, last)}; }

private:
    std::uint64_t state_;
};

}  // namespace simulation
