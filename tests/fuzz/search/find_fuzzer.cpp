// Any bytes as a query are answered. One entry for two drivers: libFuzzer (clang -fsanitize=fuzzer, with
// SSB_LIBFUZZER defined) and the main below, which ctest runs over the corpus and changes of it.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <random>
#include <string>
#include <string_view>

#include "libs/search/find.hpp"
#include "libs/search/text/normalise.hpp"
#include "tests/unit/search/default_packs.hpp"

namespace {

// What must hold of every answer; false is a finding.
bool answered(std::string_view bytes) {
    const auto language = search::kLanguages[bytes.size() % search::kLanguages.size()];
    const search::Found found = search::find(
        default_search(), {.text = std::string(bytes), .language = language, .limit = 3});
    const std::string once = search::normalise(bytes);
    bool good = found.hits.size() <= 3 && found.hits.size() <= found.total &&
                search::normalise(once) == once;
    for (const search::Hit& hit : found.hits) {
        good = good && hit.sticker != nullptr && hit.score > 0 && !hit.why.empty();
    }
    return good;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (!answered({reinterpret_cast<const char*>(data), size})) {
        __builtin_trap();
    }
    return 0;
}

#ifndef SSB_LIBFUZZER
namespace {

// The same every time: a finding can be found again.
std::string changed(std::string text, std::mt19937& random) {
    for (std::size_t changes = random() % 4 + 1; changes > 0; --changes) {
        const std::size_t at = text.empty() ? 0 : random() % text.size();
        switch (random() % 4) {
            case 0: text.insert(at, 1, static_cast<char>(random() % 256)); break;
            case 1: text.erase(at, random() % 3); break;
            case 2: text += text.substr(at, 50); break;
            default:
                if (!text.empty()) {
                    text[at] = static_cast<char>(random() % 256);
                }
        }
    }
    return text;
}

}  // namespace

int main(int argc, char** argv) {
    constexpr int kChanges = 40;
    std::mt19937 random(20'261'124);
    int wrong = 0;
    for (int i = 1; i < argc; ++i) {
        const std::string seed = words_text(argv[i]).text;
        std::string text = seed;
        for (int round = 0; round < kChanges; ++round) {
            if (!answered(text)) {
                std::printf("%s, round %d: a wrong answer\n", argv[i], round);
                ++wrong;
            }
            text = changed(round % 8 == 0 ? seed : text, random);
        }
    }
    std::printf("%d files, %d wrong\n", argc - 1, wrong);
    return wrong == 0 && argc > 1 ? 0 : 1;
}
#endif
