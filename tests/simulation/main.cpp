// Tells stories, one a seed, and what is broken in them: see tests/README.md, "simulation".
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "tests/simulation/world/story.hpp"

namespace {

using simulation::Plan;
using simulation::Story;
using simulation::Telling;

struct Wanted {
    std::uint64_t first = 1;
    std::uint64_t seeds = 20'000;
    std::optional<std::uint64_t> seed;  // this one alone, told
    unsigned threads = 2;
    std::size_t most_failures = 5;  // then it stops
};

struct Sums {
    std::atomic<std::uint64_t> next{0}, told{0}, faults{0}, steps{0}, failures{0};
};

bool fails(const Plan& plan) { return !Story(plan, false).run().failures.empty(); }

// One fault after the other is left out, for as long as it fails without it.
Plan with_fewest_faults(Plan plan) {
    for (bool smaller = true; smaller;) {
        smaller = false;
        for (std::size_t i = plan.faults.size(); i-- > 0;) {
            Plan without = plan;
            without.faults.erase(without.faults.begin() + static_cast<std::ptrdiff_t>(i));
            if (!fails(without)) continue;
            plan = without;
            smaller = true;
        }
    }
    return plan;
}

void print(const Plan& plan, const Telling& telling) {
    for (const auto& fault : plan.faults) std::printf("  %s\n", fault.text().c_str());
    std::fputs(telling.text.c_str(), stdout);
    for (const auto& failure : telling.failures) std::printf("  BROKEN %s\n", failure.c_str());
}

// With all of its faults, and with the fewest that it still fails with.
bool tell(std::uint64_t seed) {
    const Plan plan = simulation::draw_plan(seed);
    const Telling telling = Story(plan, true).run();
    const Telling again = Story(plan, true).run();
    std::printf("seed %llu, %zu faults\n", static_cast<unsigned long long>(seed),
                plan.faults.size());
    print(plan, telling);
    if (telling.text != again.text) std::printf("  BROKEN told again it is another story\n");
    if (telling.failures.empty()) return telling.text == again.text;
    const Plan smaller = with_fewest_faults(plan);
    if (smaller.faults.size() < plan.faults.size()) {
        std::printf("seed %llu with the fewest faults, %zu\n",
                    static_cast<unsigned long long>(seed), smaller.faults.size());
        print(smaller, Story(smaller, true).run());
    }
    return false;
}

void sum_up(std::uint64_t seed) {
    const Plan plan = with_fewest_faults(simulation::draw_plan(seed));
    std::printf("failed: seed %llu\n", static_cast<unsigned long long>(seed));
    print(plan, Story(plan, false).run());
}

void work(const Wanted& wanted, Sums& sums, std::vector<std::uint64_t>& failed) {
    for (;;) {
        const auto number = sums.next++;
        if (number >= wanted.seeds || sums.failures >= wanted.most_failures) return;
        const auto seed = wanted.first + number;
        const Telling telling = Story(simulation::draw_plan(seed), false).run();
        ++sums.told;
        sums.faults += static_cast<std::uint64_t>(telling.happened);
        sums.steps += static_cast<std::uint64_t>(telling.steps);
        if (telling.failures.empty()) continue;
        ++sums.failures;
        failed.push_back(seed);
    }
}

std::vector<std::uint64_t> run_all(const Wanted& wanted, Sums& sums) {
    std::vector<std::vector<std::uint64_t>> failed(wanted.threads);
    std::vector<std::thread> threads;
    for (auto& mine : failed) threads.emplace_back([&] { work(wanted, sums, mine); });
    for (auto& thread : threads) thread.join();
    std::vector<std::uint64_t> all;
    for (const auto& some : failed) all.insert(all.end(), some.begin(), some.end());
    return all;
}

void print_sums(const Sums& sums, double seconds) {
    const double rate = seconds > 0 ? static_cast<double>(sums.told) / seconds : 0;
    std::printf(
        "{\"seeds\":%llu,\"faults\":%llu,\"steps\":%llu,\"stories_per_s\":%.0f,"
        "\"failures\":%llu}\n",
        static_cast<unsigned long long>(sums.told), static_cast<unsigned long long>(sums.faults),
        static_cast<unsigned long long>(sums.steps), rate,
        static_cast<unsigned long long>(sums.failures));
}

std::optional<Wanted> read(int count, char** words) {
    Wanted wanted;
    for (int i = 1; i < count; i += 2) {
        const std::string name = words[i];
        if (i + 1 >= count) return std::nullopt;
        const auto value = std::strtoull(words[i + 1], nullptr, 10);
        if (name == "--seeds") {
            wanted.seeds = value;
        } else if (name == "--from") {
            wanted.first = value;
        } else if (name == "--seed") {
            wanted.seed = value;
        } else if (name == "--threads") {
            wanted.threads = static_cast<unsigned>(value > 0 ? value : 1);
        } else if (name == "--most-failures") {
            wanted.most_failures = value;
        } else {
            return std::nullopt;
        }
    }
    return wanted;
}

}  // namespace

int main(int count, char** words) {
    const auto wanted = read(count, words);
    if (!wanted) {
        std::fputs(
            "usage: simulation [--seeds N] [--from S] [--seed X] [--threads T] "
            "[--most-failures F]\n",
            stderr);
        return 2;
    }
    Sums sums;
    if (wanted->seed) {
        const bool well = tell(*wanted->seed);
        sums.told = 1;
        sums.failures = well ? 0 : 1;
        print_sums(sums, 0);
        return well ? 0 : 1;
    }
    const auto began = std::chrono::steady_clock::now();
    const auto failed = run_all(*wanted, sums);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
    if (!failed.empty()) tell(failed.front());
    for (const auto seed : failed) sum_up(seed);
    print_sums(sums, took.count());
    return failed.empty() ? 0 : 1;
}
