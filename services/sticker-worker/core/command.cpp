#include "services/sticker-worker/core/command.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "libs/search/text/normalise.hpp"

namespace worker {
namespace {

constexpr std::array<std::string_view, 4> search_words{"search", "find", "검색", "찾기"};
constexpr std::array<std::string_view, 8> help_words{"help", "--help", "-h",     "?",
                                                     "도움", "도움말", "사용법", "-help"};
constexpr std::array<std::string_view, 4> settings_words{"settings", "setting", "설정", "환경설정"};
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

std::string_view first_word(std::string_view words) {
    return words.substr(0, std::min(words.find_first_of(space), words.size()));
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// "--all", "-n": a face like -_- is none.
bool is_option(std::string_view word) {
    const std::size_t first = word.find_first_not_of('-');
    if (first == 0 || first > 2 || first == std::string_view::npos) return false;
    return std::all_of(word.begin() + static_cast<std::ptrdiff_t>(first), word.end(),
                       [](char c) { return is_letter(c) || c == '-'; });
}

// "/sticker", "/스티커".
bool is_command(std::string_view word) {
    return word.size() > 1 && word.front() == '/' &&
           (is_letter(word[1]) || static_cast<unsigned char>(word[1]) >= 0xea);
}

}  // namespace

Wish wish_of_words(std::string_view words) {
    words = trimmed(words);
    if (is_command(first_word(words))) words = trimmed(words.substr(first_word(words).size()));
    std::string query = search::normalise(words);
    if (query.empty() || is_one_of(query, help_words)) return Help{};
    if (is_one_of(query, settings_words)) return OpenSettings{};
    const std::string_view verb = first_word(words);
    if (is_option(verb)) return Help{false, std::string(verb)};
    if (!is_one_of(search::normalise(verb), search_words)) {
        return Search{std::string(words), std::move(query)};
    }
    words = trimmed(words.substr(verb.size()));
    query = search::normalise(words);
    if (query.empty()) return Help{true};
    return Search{std::string(words), std::move(query)};
}

}  // namespace worker
