#include "libs/search/index/order.hpp"

#include <algorithm>
#include <cstddef>

namespace search {
namespace {

constexpr std::size_t kHead = 8;

// The first bytes as a number, so that most pairs are told apart without touching the text.
std::uint64_t head_of(std::string_view text) {
    std::uint64_t head = 0;
    for (std::size_t i = 0; i < kHead; ++i) {
        head = head << 8U | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0U);
    }
    return head;
}

struct Headed {
    std::uint64_t head;
    std::uint32_t place;
};

}  // namespace

std::vector<std::uint32_t> order_of(const std::vector<std::string_view>& texts) {
    std::vector<Headed> all;
    all.reserve(texts.size());
    for (std::uint32_t place = 0; place < texts.size(); ++place) {
        all.push_back({head_of(texts[place]), place});
    }
    std::sort(all.begin(), all.end(), [&](const Headed& a, const Headed& b) {
        if (a.head != b.head) {
            return a.head < b.head;
        }
        const int compared = texts[a.place].compare(texts[b.place]);
        return compared != 0 ? compared < 0 : a.place < b.place;
    });
    std::vector<std::uint32_t> order;
    order.reserve(all.size());
    for (const Headed& headed : all) {
        order.push_back(headed.place);
    }
    return order;
}

}  // namespace search
