// Search over the default packs: load time and one find() per query. Run in the source folder:
//   build/bin/search_bench
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include "bench/packs/pack_texts.hpp"
#include "libs/search/find.hpp"
#include "libs/search/packs.hpp"

namespace {

const search::Catalog& catalog() {
    static const search::Loaded loaded = bench::loaded_packs();
    return *loaded.catalog;
}

const std::vector<std::string> kQueries{
    "고양이", "고양", "축하", "얼굴", "사랑", "웃는 고양이", "퇴근", "강아디", "ㅎㅎ", "ㅋ",
    "cat",    "love", "c",    "face", "thank you", "lgtm", "🐱", ":tada:", "ねこ", "남자"};

void load_default_packs(benchmark::State& state) {
    const std::vector<search::PackText> texts = bench::pack_texts();
    const std::vector<search::WordsText> words = bench::words_texts();
    for (auto _ : state) {
        benchmark::DoNotOptimize(search::load(texts, words));
    }
    state.counters["stickers"] = static_cast<double>(catalog().size());
}
BENCHMARK(load_default_packs)->Unit(benchmark::kMillisecond);

void find_one(benchmark::State& state) {
    const std::string& query = kQueries[static_cast<std::size_t>(state.range(0))];
    state.SetLabel(query);
    catalog();
    for (auto _ : state) {
        benchmark::DoNotOptimize(
            search::find(catalog(), {.text = query, .language = search::Language::ko}));
    }
}
BENCHMARK(find_one)->DenseRange(0, static_cast<std::int64_t>(kQueries.size()) - 1)->Unit(benchmark::kMicrosecond);

// All queries in turn, each timed: the p99 of architecture.md's budget.
void find_mixed(benchmark::State& state) {
    std::vector<double> times;
    catalog();
    std::size_t next = 0;
    for (auto _ : state) {
        const auto start = std::chrono::steady_clock::now();
        benchmark::DoNotOptimize(search::find(
            catalog(), {.text = kQueries[next++ % kQueries.size()], .language = search::Language::ko}));
        times.push_back(
            std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start)
                .count());
    }
    std::sort(times.begin(), times.end());
    state.counters["p50_us"] = times[times.size() / 2];
    state.counters["p99_us"] = times[times.size() * 99 / 100];
}
BENCHMARK(find_mixed)->MinTime(2)->Unit(benchmark::kMicrosecond);

void normalise_20_kB(benchmark::State& state) {
    const std::string storm(20'000, '\xCC');
    for (auto _ : state) {
        benchmark::DoNotOptimize(search::normalise(storm));
    }
}
BENCHMARK(normalise_20_kB)->Unit(benchmark::kMicrosecond);

}  // namespace

BENCHMARK_MAIN();
