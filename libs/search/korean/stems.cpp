#include "libs/search/korean/stems.hpp"

#include <algorithm>
#include <array>

#include "libs/search/korean/endings.hpp"
#include "libs/search/text/hangul.hpp"
#include "libs/search/text/key.hpp"

namespace search {
namespace {

constexpr std::string_view kPlain = "ek";  // 다
// ㅆ다, ㅆ어, ㅆ어요, ㅆ습니다, ㅆ음: the lexicon has what happened, too (까먹었다).
constexpr std::array<std::string_view, 5> kPast{"Tek", "Tdj", "Tdjdy", "Ttmqslek", "Tdma"};
constexpr std::string_view kVowelKeys = "koijOpuPhynbml";
constexpr std::size_t kShortest = 3;  // keys: 춥, 먹; 가 and 오 could be anything
constexpr std::size_t kLongest = 64;

// What an ending that begins with a vowel did to the stem.
struct Contraction {
    std::string_view there;
    std::string_view stem;
};
constexpr std::array<Contraction, 15> kContractions{{
    {"u", "l"},       // 졸려 → 졸리
    {"dnj", "q"},     // 고마워 → 고맙
    {"dhk", "q"},     // 도와 → 돕
    {"dns", "q"},     // 추운 → 춥
    {"dnf", "q"},     // 추울
    {"dn", "q"},      // 추우(면)
    {"hk", "h"},      // 봐 → 보
    {"nj", "n"},      // 배워 → 배우
    {"k", "m"},       // 아파 → 아프
    {"j", "m"},       // 슬퍼 → 슬프
    {"go", "gk"},     // 해 → 하
    {"ffk", "fm"},    // 몰라 → 모르
    {"ffj", "fm"},    // 불러 → 부르
    {"dj", ""},       // 먹어 → 먹
    {"dk", ""}}};     // 좋아 → 좋

void add(std::vector<std::string>& stems, std::string stem) {
    if (stem.size() >= kShortest) {
        stems.push_back(std::move(stem));
    }
}

void add_contracted(std::string_view base, std::vector<std::string>& stems) {
    for (const auto& [there, stem] : kContractions) {
        if (base.size() > there.size() && base.ends_with(there)) {
            add(stems, std::string(base.substr(0, base.size() - there.size())).append(stem));
        }
    }
}

std::string keys_of_word(std::string_view word) {
    std::string keys = has_hangul(word) ? keys_of(match_key(word)) : std::string();
    return keys.size() > kLongest ? std::string() : keys;
}

void longest_first(std::vector<std::string>& all) {
    std::stable_sort(all.begin(), all.end(), [](const std::string& a, const std::string& b) {
        return a.size() != b.size() ? a.size() > b.size() : a < b;
    });
    all.erase(std::unique(all.begin(), all.end()), all.end());
}

}  // namespace

std::vector<std::string> stems_of_term(std::string_view word) {
    std::vector<std::string> stems;
    const std::string keys = keys_of_word(word);
    for (const std::string_view past : kPast) {
        if (keys.ends_with(past)) {
            add_contracted(std::string_view(keys).substr(0, keys.size() - past.size()), stems);
            return stems;
        }
    }
    if (keys.ends_with(kPlain)) {
        add(stems, keys.substr(0, keys.size() - kPlain.size()));
    } else if (!keys.empty()) {
        add_contracted(keys, stems);
    }
    return stems;
}

std::vector<std::string> bases_of_typed(std::string_view word) {
    const std::string keys = keys_of_word(word);
    std::vector<std::string> bases;
    if (keys.empty()) {
        return bases;
    }
    bases.push_back(keys);
    for (const std::size_t ending : endings_of(keys)) {
        if (ending < keys.size()) {
            bases.push_back(keys.substr(0, keys.size() - ending));
        }
    }
    return bases;
}

std::vector<std::string> stems_of_typed(std::string_view word) {
    std::vector<std::string> stems;
    for (const std::string& base : bases_of_typed(word)) {
        add(stems, base);
        add_contracted(base, stems);
        if (kVowelKeys.find(base.back()) != kVowelKeys.npos) {
            add(stems, base + "f");  // 힘든, 힘드네 → 힘들
        }
    }
    longest_first(stems);
    return stems;
}

}  // namespace search
