// Any bytes as a query are answered.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
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

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (!answered({reinterpret_cast<const char*>(data), size})) {
        std::fprintf(stderr, "broken: a wrong answer\n");
        std::abort();
    }
    return 0;
}
