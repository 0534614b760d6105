#include "libs/search/language.hpp"

namespace search {
namespace {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

Language language_of(std::string_view locale) {
    if (locale.size() < 2 || (locale.size() > 2 && locale[2] != '-' && locale[2] != '_')) {
        return Language::en;
    }
    const char code[2] = {lower(locale[0]), lower(locale[1])};
    for (const Language language : kLanguages) {
        if (code_of(language) == std::string_view(code, 2)) {
            return language;
        }
    }
    return Language::en;
}

std::string_view code_of(Language language) {
    switch (language) {
        case Language::ko: return "ko";
        case Language::ja: return "ja";
        case Language::en: break;
    }
    return "en";
}

const std::string& Labels::in(Language language) const {
    const std::string& own = language == Language::ko ? ko : language == Language::ja ? ja : en;
    return own.empty() ? en : own;
}

const std::vector<std::string>& Tags::in(Language language) const {
    return language == Language::ko ? ko : language == Language::ja ? ja : en;
}

}  // namespace search
