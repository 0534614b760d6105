// The languages a member can be answered in, and a text in each of them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace search {

enum class Language : std::uint8_t { ko, en, ja };
inline constexpr std::array<Language, 3> kLanguages{Language::ko, Language::en, Language::ja};

// The language of a Slack locale ("ko-KR", "ja_JP", "en-GB"); anything unknown is en.
Language language_of(std::string_view locale);

// The two letters, as in pack files: "ko", "en", "ja".
std::string_view code_of(Language language);

struct Labels {
    std::string ko, en, ja;
    // Falls back to en where the language has none.
    const std::string& in(Language language) const;
};

// The words of one sticker, per language; a language may have none.
struct Tags {
    std::vector<std::string> ko, en, ja;
    const std::vector<std::string>& in(Language language) const;
};

}  // namespace search
