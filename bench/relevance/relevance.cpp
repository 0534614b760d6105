// How good the search is: hit@1, hit@5 and the mean reciprocal rank per technique, for the three parts
// of the relevance set. Run in the source folder:
//   build/bin/relevance              the table
//   build/bin/relevance --failures   and every query of the tuning half whose first result is wrong
//   build/bin/relevance --failures=held-out   those of another part: not for tuning
//   build/bin/relevance --places PART         a line a query: the place of the first accepted hit, or 0
//   build/bin/relevance --set FILE            the table of a set of your own, and its misses
#include <cstdio>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "bench/packs/pack_texts.hpp"
#include "bench/relevance/judged.hpp"

namespace {

constexpr std::size_t kLookedAt = 20;

struct Tally {
    std::size_t queries = 0, first = 0, in_five = 0;
    double reciprocal = 0;

    void add(std::size_t place) {
        ++queries;
        first += place == 1 ? 1 : 0;
        in_five += place >= 1 && place <= 5 ? 1 : 0;
        reciprocal += place > 0 ? 1.0 / static_cast<double>(place) : 0;
    }
    void print(const std::string& name) const {
        const auto all = static_cast<double>(queries);
        std::printf("  %-12s %5zu   %6.1f %6.1f   %.3f\n", name.c_str(), queries,
                    100.0 * static_cast<double>(first) / all,
                    100.0 * static_cast<double>(in_five) / all, reciprocal / all);
    }
};

void print_failure(const bench::Judged& judged, const search::Found& found, std::size_t place) {
    std::printf("    %-12s %-24s", judged.technique.c_str(), judged.query.c_str());
    std::printf(place == 0 ? " never:" : " at %zu:", place);
    for (std::size_t i = 0; i < found.hits.size() && i < 5; ++i) {
        const search::Hit& hit = found.hits[i];
        std::printf("  %s %.2f (%s)", hit.sticker->emoji.c_str(), hit.score, hit.why.c_str());
    }
    std::printf("\n");
}

search::Language language_of(const bench::Judged& judged) {
    return search::language_of(judged.technique == "japanese" ? "ja" : "ko");
}

search::Found found_for(const search::Catalog& catalog, const bench::Judged& judged) {
    return search::find(
        catalog, {.text = judged.query, .language = language_of(judged), .limit = kLookedAt});
}

std::vector<bench::Judged> read_part(const std::string& part) {
    return bench::read_judged("bench/relevance/" + part + ".tsv");
}

void print_places(const search::Catalog& catalog, const std::string& part) {
    for (const bench::Judged& judged : read_part(part)) {
        std::printf("%zu\n", bench::place_of_accepted(judged, found_for(catalog, judged)));
    }
}

void judge_set(const search::Catalog& catalog, const std::string& name,
               const std::vector<bench::Judged>& set, bool failures) {
    std::map<std::string, Tally> tallies;
    Tally all;
    std::printf("%s\n  %-12s %5s   %6s %6s   %s\n", name.c_str(), "technique", "n", "hit@1",
                "hit@5", "MRR");
    for (const bench::Judged& judged : set) {
        const search::Found found = found_for(catalog, judged);
        const std::size_t place = bench::place_of_accepted(judged, found);
        tallies[judged.technique].add(place);
        all.add(place);
        if (failures && place != 1) {
            print_failure(judged, found, place);
        }
    }
    for (const auto& [technique, tally] : tallies) {
        tally.print(technique);
    }
    all.print("all");
}

void judge(const search::Catalog& catalog, const std::string& part, bool failures) {
    judge_set(catalog, part, read_part(part), failures);
}

}  // namespace

int main(int argc, char** argv) {
    const std::string_view wish = argc > 1 ? argv[1] : "";
    const search::Loaded packs = bench::loaded_packs();
    if (wish == "--places" && argc > 2) {
        print_places(*packs.catalog, argv[2]);
        return 0;
    }
    if (wish == "--set" && argc > 2) {
        judge_set(*packs.catalog, argv[2], bench::read_judged(argv[2]), true);
        return 0;
    }
    judge(*packs.catalog, "tuning", wish == "--failures");
    judge(*packs.catalog, "held-out", wish == "--failures=held-out");
    judge(*packs.catalog, "unseen", wish == "--failures=unseen");
    judge(*packs.catalog, "fresh", wish == "--failures=fresh");
    judge(*packs.catalog, "later", wish == "--failures=later");
}
