#include "libs/search/korean/endings.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>

#include "libs/search/text/hangul.hpp"
#include "libs/search/korean/spoken.hpp"

namespace search {
namespace {

// Words between spaces; read once.
constexpr std::string_view kParticles =
    "은 는 이 가 을 를 의 에 에서 에게 한테 으로 로 와 과 랑 이랑 도 만 까지 부터 처럼 보다 마다 밖에 이나 나 들 "
    "들이 님 아 야 아님 에는 에도 에만 한테는 한테도 이라고 라고 요 이요 씨 중 각 께 께서 한테서 이서 이라도 라도 "
    "조차 마저 뿐 뿐이야 이면 때 때문에 때매 때문 쯤 정도 하고 이든 든 에다 에요 부터는 까지는 까지만 이라서 라서 "
    "이라니 라니 에선 에서는 에서도 으로는 로는 으로도 만은 이랑은 좀 용 욤 염 하나 두개 한개 한잔 한판 인데 인데요 "
    "인가 인가요 인듯 인듯요 이지 이죠 이군 이군요 이구나 이었다 이었어 이었어요 이였어 였어 였어요 이었습니다 "
    "였습니다 일까 일까요 이니까 니까 이네 이네요 네 네요 이에요 이예요 예요 이야 이다 였다 입니다 임 이란 이라면 "
    "이잖아 이잖아요 이거든요 같아 같아요 같다 같은데";

// What follows a noun that is done, said or wished.
constexpr std::string_view kVerbs =
    "하다 하고 하기 하는 하는중 하면 하지 하자 하자고 하네 하네요 하셔요 하세요 하시죠 하십니다 하십니까 하십쇼 "
    "하십시오 하시길 하셨습니다 하셨어요 하셨나요 하셔서 하셨네요 하시네요 하신 하실 하실래요 하실까요 하실분 "
    "하겠습니다 하겠다 하겠어요 합니다 합니까 합시다 했다 했음 했어 했어요 했습니다 했네 했네요 했는데 했던 했지 했지만 "
    "했구나 했나요 했나 했으면 했을까 했더니 해 해요 해서 해라 해야지 해줘 해줘요 해주세요 해주셔서 해주십쇼 해주라 "
    "해주실 해주시면 해주신 해줄래 해줄래요 해줬어 해드릴게요 해드려요 해드렸습니다 해야해 해야돼 해야겠다 해야함 해야해요 "
    "해야합니다 해야되는데 해도돼 해도될까요 해도돼요 해보자 해볼까 해볼까요 해볼게요 해봐 해봤어 해봤습니다 해보겠습니다 "
    "해버렸다 해버렸어 해버렸어요 해놨어요 해놓을게요 해둘게요 해뒀습니다 할게 할게요 할께 할께요 할까 할까요 할래 할래요 "
    "할거야 할거에요 할거예요 할듯 할때 할수 할일 할 한 한다 한다고 한듯 한데 한거 한것 함 함다 하고싶다 하고싶어 "
    "하고싶어요 하고싶네요 하고싶은 하러가자 하러 하려고 하려면 하려는데 하는데 하는데요 하니까 하느라 하면서 하게 하잖아 "
    "하더라 하더라고요 하구나 하군요 하거든요 하나요 하니 하냐 하고와 하고올게 하고올게요 하고옴 하고왔어요 하고있어요 "
    "하고있습니다 하고있어 하고있는 드려 드려요 드립니다 드릴게요 드릴께요 드렸습니다 드렸어요 드리겠습니다 드리고 드리려고 "
    "부탁 부탁해 부탁해요 부탁드려요 부탁드립니다 부탁합니다 부탁드릴게요 부탁드리겠습니다 부탁드려도될까요 요청 요청드립니다 "
    "주세요 주라 주십쇼 줘 줘요 줄래 줄래요 주실래요 되세요 됐어요 됐습니다 됐다 됐어 됐나요 됐네 됐네요 됐음 되었습니다 "
    "되었어요 됩니다 됩니까 되나요 되네요 되다 될까 될까요 될듯 돼 돼요 됨 된다 되는중 시켜 시켜줘 시켜주세요 시키자 시켰다 "
    "시켰어요 시킬까요 시켜먹자 가자 갑시다 갑니다 갈게요 갈게 갈까 갈까요 갈래 갈래요 간다 갔다 갔어 갔어요 갔습니다 "
    "갔다올게 갔다올게요 갔다옴 갔다왔어요 가고싶다 가고싶어 가고싶어요 가요 가즈아 가는중 가실분 왔다 왔어 왔어요 왔습니다 "
    "왔네 왔네요 온다 옵니다 와요 오네 오네요 먹자 먹고싶다 먹고싶어 먹고싶어요 먹을래 먹을래요 먹을까 먹을까요 먹었어 먹었어요 "
    "먹었습니다 먹으러 먹으러가자 먹으러갈까 먹는중 먹어 먹어요 마시자 마시고싶다 마시고싶어 마실래 마실까 마실까요 마시러 "
    "마셔 마시는중 났다 났어 났어요 났습니다 났네 났네요 나왔다 나왔어 나왔어요 나왔습니다 나네 나네요 난다 나요 받았어요 "
    "받았습니다 걸렸어 걸렸어요 걸렸다 싶다 싶어 싶어요 중입니다 중이에요 중이야 중임 필요해 필요해요 필요합니다 필요 주의 "
    "있어요 있습니다 있어 있나요 있네 완료 완료했습니다 입니당 임다 잘보내 보내세요 보내 보내요 들어갑니다 들어가요 다녀올게요 "
    "다녀오세요 다녀오겠습니다 다녀왔습니다 스러워 스럽다 스러워요 스럽네 롭다 로워";

// What ends a verb or an adjective.
constexpr std::string_view kEnds =
    "다 어 아 어요 아요 요 지 지요 죠 니다 습니다 습니까 ㅂ니다 ㅂ니까 ㄴ다 는다 네 네요 ㅆ어 ㅆ어요 ㅆ다 ㅆ습니다 "
    "ㅆ네 ㅆ네요 ㅆ음 ㅆ지 ㅆ는데 ㅆ는데요 ㅆ구나 ㅆ던 ㅆ나 ㅆ나요 ㅆ지만 ㅆ으면 ㅆ거든요 ㅆ을까 ㅆ더니 ㅆ니 었어 았어 "
    "었어요 았어요 었다 았다 었습니다 았습니다 었네 았네 었네요 았네요 었음 았음 었는데 았는데 었지 았지 었나요 았나요 ㄹ게 "
    "ㄹ게요 ㄹ께 ㄹ께요 ㄹ까 ㄹ까요 ㄹ래 ㄹ래요 ㄹ듯 ㄹ때 ㄹ거야 ㄹ거에요 ㄹ거예요 ㄹ거같아 ㄹ거같아요 ㄹ것같아 ㄹ것같아요 "
    "ㄹ뻔 을게 을게요 을까 을까요 을래 을래요 을듯 을거야 을것같아 을것같아요 고 고싶다 고싶어 고싶어요 고싶네 고싶네요 "
    "고싶은 고싶음 고싶당 고있어 고있어요 고있습니다 고있다 고있는 고있음 고요 구요 구 는중 는중입니다 는중이에요 ㄴ 은 는 ㄹ "
    "을 ㅁ 음 기 기를 기가 면 으면 니까 으니까 는데 는데요 은데 은데요 ㄴ데 ㄴ데요 던데 던데요 더라 더라고요 더라구요 구나 "
    "군 군요 구만 잖아 잖아요 거든 거든요 려고 으려고 러 으러 자 자고 자요 읍시다 ㅂ시다 아서 어서 서 서요 겠다 겠어 겠어요 "
    "겠네 겠네요 겠습니다 겠지 겠죠 세요 으세요 셔요 셨어요 셨나요 시네요 시죠 신가요 십니다 나 나요 냐 니 ㄴ가 ㄴ가요 은가요 "
    "어라 아라 야지 어야지 아야지 야해 야돼 야겠다 어야겠다 아야겠다 어주세요 아주세요 주세요 어줘 아줘 줘 줘요 어줘요 아줘요 "
    "죽겠다 죽겠어 죽겠네 죽겠어요 죽겠네요 죽겠습니다 어죽겠다 아죽겠다 어죽겠네 아죽겠네 죽을거같아 죽을것같아 ㄴ것같아 "
    "ㄴ것같아요 ㄴ거같아 ㄴ거같아요 는것같아 는것같아요 은것같아요 ㄴ지 는지 ㄴ듯 은듯 는듯 라 으라 도 으니 ㅆ슴다 "
    "ㄴ다고 다고 다니 다며 ㄴ걸 는걸 은걸 ㄴ걸요 어도 아도 지만 면서 느라 게";

std::vector<std::string> words_in(std::string_view list) {
    std::vector<std::string> words;
    while (!list.empty()) {
        const std::size_t end = list.find(' ');
        words.emplace_back(list.substr(0, end));
        list.remove_prefix(end == list.npos ? list.size() : end + 1);
    }
    return words;
}

// Keys in place of those that end the plain spelling.
struct Variant {
    std::string_view end;
    std::string_view instead;
};
constexpr std::array<Variant, 23> kVariants{{
    {"y", "yd"}, {"y", "ya"}, {"y", "yq"}, {"y", "yt"}, {"y", "u"}, {"y", "ua"}, {"y", "ud"},
    {"y", "b"}, {"ek", "ekd"}, {"ek", "ekt"}, {"ek", "ehk"}, {"ek", "eka"}, {"ek", "Ek"},
    {"qslek", "aek"}, {"qslek", "aslek"}, {"qslek", "aekd"}, {"tmqslek", "tnqslek"},
    {"tmqslek", "Tmqslek"}, {"tmqslek", "dmqslek"}, {"tmqslek", "tmaek"}, {"tmqslek", "tmaekd"},
    {"tmqslek", "Tmaek"}, {"p", "o"}}};
constexpr std::string_view kVowelKeys = "koijOpuPhynbml";
constexpr std::array<std::string_view, 3> kHummed{"d", "a", "t"};

class Endings {
public:
    Endings() {
        for (const std::string& particle : words_in(kParticles)) {
            add(keys_of(particle));
        }
        for (const std::string_view list : {kVerbs, kEnds}) {
            for (const std::string& ending : words_in(list)) {
                add_varied(keys_of(ending));
                add_spoken(ending);
            }
        }
        add_spoken("요");
    }

    std::vector<std::size_t> of(std::string_view keys) const {
        std::vector<std::size_t> lengths;
        for (std::size_t n = 1; n <= std::min(longest_, keys.size()); ++n) {
            if (keys_.contains(std::string(keys.substr(keys.size() - n)))) {
                lengths.push_back(n);
            }
        }
        return lengths;
    }
    bool is_spoken(std::string_view sound) const { return spoken_.contains(std::string(sound)); }

private:
    void add(std::string keys) {
        longest_ = std::max(longest_, keys.size());
        keys_.insert(std::move(keys));
    }

    void add_varied(const std::string& keys) {
        add(keys);
        for (const auto& [end, instead] : kVariants) {
            if (keys.ends_with(end)) {
                add(keys.substr(0, keys.size() - end.size()).append(instead));
            }
        }
        if (kVowelKeys.find(keys.back()) != kVowelKeys.npos) {
            for (const std::string_view hum : kHummed) {
                add(std::string(keys).append(hum));
            }
        }
    }

    void add_spoken(std::string_view ending) {
        std::string sound = spoken(ending);
        if (sound.starts_with('h')) {
            spoken_.insert(sound.substr(1));
        }
        if (!sound.empty()) {
            spoken_.insert(std::move(sound));
        }
    }

    std::unordered_set<std::string> keys_, spoken_;
    std::size_t longest_ = 0;
};

const Endings& all() {
    static const Endings endings;
    return endings;
}

}  // namespace

std::vector<std::size_t> endings_of(std::string_view keys) { return all().of(keys); }

bool is_spoken_ending(std::string_view sound) {
    std::string plain(sound);
    if (!plain.empty() && (plain.back() == 'N' || plain.back() == 'b' || plain.back() == 'd')) {
        plain.pop_back();
    }
    const bool near_yo = !plain.empty() && (plain.back() == 'Y' || plain.back() == 'U');
    if (near_yo) {
        plain.back() = 'O';
    }
    return all().is_spoken(sound) || all().is_spoken(plain);
}

}  // namespace search
