// One search among few and very many stickers: time to build, memory, and the time of a query. Run in
// the source folder:
//   build/bin/search_sizes [SIZE…]      default 2279 5000 100000 1000000
//   build/bin/search_sizes --teams N    N teams with 200 stickers of their own each
// Times are CPU time of the process, so that a busy machine does not count.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "bench/packs/pack_texts.hpp"
#include "bench/relevance/judged.hpp"
#include "libs/search/find.hpp"

namespace {

constexpr int kRounds = 3;
constexpr std::size_t kOwnStickers = 200;
constexpr std::size_t kKept = 30;  // aliases, counted stickers and favourites of each team

double cpu_us() { return static_cast<double>(std::clock()) * (1e6 / CLOCKS_PER_SEC); }

double resident_mb() {
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;) {
        if (word == "VmRSS:") {
            double kilobytes = 0;
            status >> kilobytes;
            return kilobytes / 1024;
        }
    }
    return 0;
}

const search::Catalog& packs() {
    static const search::Loaded loaded = bench::loaded_packs();
    return *loaded.catalog;
}

// Two or three syllables, or a Latin word: about 100,000 different ones.
std::string some_word(std::mt19937& random) {
    std::string word;
    if (random() % 5 < 3) {
        const char* syllables[] = {"가", "나", "도", "리", "무", "소", "유", "지", "파", "해",
                                   "건", "남", "별", "산", "원", "철", "풀", "향", "궁", "달",
                                   "령", "명", "석", "율", "창", "콩", "탑", "펜", "흙", "곰",
                                   "눈", "등", "람", "봄", "솔", "옥", "잔", "컵", "털", "핀"};
        for (std::size_t i = 2 + random() % 2; i > 0; --i) {
            word += syllables[random() % 40];
        }
        return word;
    }
    for (std::size_t i = 2 + random() % 2; i > 0; --i) {
        word += "bdfgklmnprstvz"[random() % 14];
        word += "aeiou"[random() % 5];
    }
    return word;
}

// The shipped stickers again and again, each with two words of its own.
std::vector<search::Sticker> stickers(std::size_t count, const std::string& pack) {
    std::mt19937 random(7);
    std::vector<search::Sticker> all;
    all.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        search::Sticker sticker = packs().sticker(static_cast<std::uint32_t>(i % packs().size()));
        if (i >= packs().size() || pack != "more") {
            sticker.id = pack + "/" + std::to_string(i);
            sticker.tags.ko.push_back(some_word(random));
            sticker.tags.en.push_back(some_word(random));
        }
        all.push_back(std::move(sticker));
    }
    return all;
}

std::vector<std::string> queries() {
    std::vector<std::string> all;
    for (const char* half : {"bench/relevance/tuning.tsv", "bench/relevance/held-out.tsv"}) {
        for (bench::Judged& judged : bench::read_judged(half)) {
            all.push_back(std::move(judged.query));
        }
    }
    return all;
}

void print_times(std::vector<double> times) {
    std::sort(times.begin(), times.end());
    std::printf("  p50 %8.0f us  p95 %8.0f us  p99 %8.0f us  most %8.0f us\n",
                times[times.size() / 2], times[times.size() * 95 / 100],
                times[times.size() * 99 / 100], times.back());
}

// Each query is another team's, so that nobody's words are warm in a cache.
std::vector<double> times_of(const search::Catalog& catalog,
                             const std::vector<search::Overlay>& overlays) {
    std::vector<double> times;
    const std::vector<std::string> all = queries();
    for (int round = 0; round < kRounds; ++round) {
        for (const std::string& text : all) {
            const search::Overlay* overlay =
                overlays.empty() ? nullptr : &overlays[times.size() * 7 % overlays.size()];
            const double start = cpu_us();
            const search::Found found =
                search::find(catalog, {.text = text, .language = search::Language::ko,
                                       .overlay = overlay});
            times.push_back(cpu_us() - start);
            if (found.total > 10'000'000) {
                std::abort();  // never: keeps the answer
            }
        }
    }
    return times;
}

void measure(std::size_t count) {
    std::vector<search::Sticker> given = stickers(count, "more");
    const double before_mb = resident_mb();
    const double start = cpu_us();
    const search::Catalog catalog(packs().packs(), std::move(given), "bench", packs().lexicon());
    std::printf("%9zu stickers  built in %7.0f ms  index %6.0f MB", count,
                (cpu_us() - start) / 1000, resident_mb() - before_mb);
    print_times(times_of(catalog, {}));
}

// Own stickers with as many words as shipped ones have, and what a busy team keeps besides.
std::vector<search::Overlay> overlays_of(std::size_t teams) {
    std::vector<search::Overlay> overlays(teams);
    std::mt19937 random(11);
    for (search::Overlay& overlay : overlays) {
        overlay.own = std::make_shared<const search::Catalog>(
            std::vector<search::Pack>{}, stickers(kOwnStickers, "team"), "bench");
        for (std::size_t i = 0; i < kKept; ++i) {
            const auto other = static_cast<std::uint32_t>(random() % packs().size());
            overlay.aliases[search::alias_key(some_word(random))] = {packs().sticker(other).id};
            overlay.uses["team/" + std::to_string(i)] = {3, 1};
            overlay.favourites.insert("team/" + std::to_string(i * 2));
        }
    }
    return overlays;
}

void measure_teams(std::size_t teams) {
    const double before_mb = resident_mb();
    const std::vector<search::Overlay> overlays = overlays_of(teams);
    std::printf("%9zu teams with %zu own stickers  %6.0f MB, %.0f kB a team", teams, kOwnStickers,
                resident_mb() - before_mb, (resident_mb() - before_mb) * 1024 /
                static_cast<double>(teams));
    print_times(times_of(packs(), overlays));
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> words(argv + 1, argv + argc);
    packs();
    if (words.size() == 2 && words[0] == "--teams") {
        measure_teams(std::strtoull(words[1].c_str(), nullptr, 10));
        return 0;
    }
    for (const std::string& size : words.empty()
                                       ? std::vector<std::string>{"2279", "5000", "100000", "1000000"}
                                       : words) {
        measure(std::strtoull(size.c_str(), nullptr, 10));
    }
}
