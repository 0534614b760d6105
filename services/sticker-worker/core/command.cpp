#include "services/sticker-worker/core/command.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "libs/search/text/normalise.hpp"

namespace worker {
namespace {

constexpr std::array<std::string_view, 4> search_words{"search", "find", "검색", "찾기"};
constexpr std::array<std::string_view, 5> help_words{"help", "?", "도움", "도움말", "사용법"};
constexpr std::string_view space = " \t\r\n";

template <class Words>
bool is_one_of(const std::string& word, const Words& words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(space);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(space) - first + 1);
}

}  // namespace

Wish wish_of_words(std::string_view words) {
    words = trimmed(words);
    std::string query = search::normalise(words);
    if (query.empty() || is_one_of(query, help_words)) return Help{};
    const std::size_t end = std::min(words.find_first_of(space), words.size());
    if (!is_one_of(search::normalise(words.substr(0, end)), search_words)) {
        return Search{std::string(words), std::move(query)};
    }
    words = trimmed(words.substr(end));
    query = search::normalise(words);
    if (query.empty()) return Help{true};
    return Search{std::string(words), std::move(query)};
}

}  // namespace worker
