#include "libs/search/reading/endings.hpp"

#include <array>
#include <string_view>

#include "libs/search/text/hangul.hpp"

namespace search {
namespace {

constexpr std::array<std::string_view, 43> kParticles{
    "은",   "는",   "이",   "가",   "을",   "를",   "의",   "에",   "에서", "에게", "한테",
    "으로", "로",   "와",   "과",   "랑",   "이랑", "도",   "만",   "까지", "부터", "처럼",
    "보다", "마다", "밖에", "이나", "나",   "들",   "들이", "님",   "아",   "야",   "아님",
    "에는", "에도", "한테는", "이라고", "라고", "요", "이요", "씨", "중",   "각"};

// What follows a noun that is done, said or wished.
constexpr std::array<std::string_view, 93> kVerbs{
    "하다", "하고", "하기", "하는", "하는중", "하면", "하지", "하자", "하네", "하네요", "하셔요",
    "하세요", "하시죠", "하십니다", "하셨습니다", "하셨어요", "하셔서", "하겠습니다", "합니다",
    "합시다", "했다", "했음", "했어", "했어요", "했습니다", "했네", "했네요", "했는데", "해",
    "해요", "해서", "해라", "해야지", "해줘", "해줘요", "해주세요", "해주셔서", "해야해", "할게",
    "할게요", "할까", "할까요", "할래", "할래요", "함", "한다", "하고싶다", "하고싶어",
    "하고싶어요", "하러가자", "하러", "드려", "드려요", "드립니다", "드릴게요", "드렸습니다",
    "부탁", "부탁해", "부탁해요", "부탁드려요", "부탁드립니다", "주세요", "입니다", "이에요",
    "이예요", "예요", "에요", "이야", "이다", "였다", "이네", "이네요", "네", "네요", "되세요",
    "됐어요", "됐습니다", "되었습니다", "됩니다", "됨", "가자", "먹자", "갑니다", "갈게요",
    "가요", "싶다", "싶어", "싶어요", "중입니다", "중이에요", "필요해", "주의", "임"};

// What ends a verb or an adjective.
constexpr std::array<std::string_view, 32> kEnds{
    "다",     "어",     "어요",     "아요",     "요",   "지",     "지요",   "죠",
    "니다",   "습니다", "ㅂ니다",   "ㄴ다",     "는다", "네",     "네요",   "ㅆ어",
    "ㅆ어요", "ㅆ다",   "ㅆ습니다", "ㅆ네",     "ㅆ음", "ㄹ게",   "ㄹ게요", "ㄹ까",
    "ㄹ까요", "ㄹ래",   "고",       "고싶다",   "고싶어", "는중", "ㄴ",     "ㅁ"};

}  // namespace

const std::vector<std::string>& endings() {
    static const std::vector<std::string> keys = [] {
        std::vector<std::string> all;
        const auto add = [&](const auto& texts) {
            for (const std::string_view text : texts) {
                all.push_back(keys_of(text));
            }
        };
        add(kParticles);
        add(kVerbs);
        add(kEnds);
        return all;
    }();
    return keys;
}

}  // namespace search
