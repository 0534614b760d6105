// What was meant, said in the words of the catalogue: repeats, endings, the other keyboard.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "libs/search/reading/readings.hpp"

namespace search {

// ㅋㅋㅋㅋㅋ → ㅋㅋ, ㅠㅜㅠㅜ → ㅠㅠ, ㅊㅋㅊㅋ → ㅊㅋ, 안녕~~!! → 안녕.
void by_repeats(std::string_view query, Readings& readings);

// 고양이를 → 고양이, 퇴근했습니다 → 퇴근, 진짜 대박이다ㅠㅠ → 대박, rhdiddl → 고양이, 소무ㅏㄴ → thanks.
void by_rewriting(const Catalog& catalog, std::string_view query, Readings& readings);

// The other keyboard's text, with the weight of believing it; for the later stages.
struct Retyped {
    std::string text;
    double weight;
};
std::vector<Retyped> other_keyboard(std::string_view query);

// The words that say something: without fillers, decoration, and laughter or tears at their ends
// unless there is nothing else.
// Where all only colour, those of them that mean stickers by themselves: 너무 좋아요 is 좋아요.
std::vector<std::string> telling_words(const Catalog& catalog, std::string_view query);
// The same without that exception: may be none.
std::vector<std::string> strictly_telling_words(const Catalog& catalog, std::string_view query);

}  // namespace search
