#include "libs/texts/texts.hpp"

#include "libs/texts/particles.hpp"
#include "libs/texts/source.hpp"

namespace texts {
namespace {

using Book = std::map<std::string, std::string, std::less<>>;

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

std::string with_newlines(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text.substr(i, 2) == "\\n") {
            out += '\n';
            ++i;
        } else {
            out += text[i];
        }
    }
    return out;
}

Book parse(std::string_view source) {
    Book book;
    while (!source.empty()) {
        const std::size_t end = source.find('\n');
        const std::string_view line = trimmed(source.substr(0, end));
        source.remove_prefix(end == std::string_view::npos ? source.size() : end + 1);
        const std::size_t equals = line.find('=');
        if (line.empty() || line.front() == '#' || equals == std::string_view::npos) continue;
        book.emplace(trimmed(line.substr(0, equals)),
                     with_newlines(trimmed(line.substr(equals + 1))));
    }
    return book;
}

const Book& book_of(Language language) {
    static const Book en = parse(en_source);
    static const Book ko = parse(ko_source);
    return language == Language::ko ? ko : en;
}

// "{name}" or "{name|을/를}", without its braces.
std::string filled(std::string_view slot, const Values& values) {
    const std::size_t bar = slot.find('|');
    const auto value = values.find(std::string(slot.substr(0, bar)));
    if (value == values.end()) return std::string(slot);
    if (bar == std::string_view::npos) return value->second;
    return value->second + particle(value->second, slot.substr(bar + 1));
}

}  // namespace

Language language_of(std::string_view locale) {
    const std::string_view language = locale.substr(0, 2);
    const bool whole = locale.size() <= 2 || locale[2] == '-' || locale[2] == '_';
    return whole && (language == "ko" || language == "KO") ? Language::ko : Language::en;
}

std::string_view raw(Language language, std::string_view key) {
    const Book& book = book_of(language);
    const auto found = book.find(key);
    return found == book.end() ? key : std::string_view(found->second);
}

std::vector<std::string> keys(Language language) {
    std::vector<std::string> out;
    for (const auto& entry : book_of(language)) out.push_back(entry.first);
    return out;
}

std::string say(Language language, std::string_view key, const Values& values) {
    std::string_view text = raw(language, key);
    std::string out;
    while (!text.empty()) {
        const std::size_t open = text.find('{');
        const std::size_t close = open == std::string_view::npos ? open : text.find('}', open);
        if (close == std::string_view::npos) return out += text;
        out += text.substr(0, open);
        out += filled(text.substr(open + 1, close - open - 1), values);
        text.remove_prefix(close + 1);
    }
    return out;
}

}  // namespace texts
