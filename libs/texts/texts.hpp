// What members read, in their language. No I/O: the files are built in.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace texts {

// Slack's locale ("ko-KR", "en-US", …) decides: Korean for "ko", English for everything else.
enum class Language { en, ko };
Language language_of(std::string_view locale);

using Values = std::map<std::string, std::string>;

// The text of `key` with {placeholders} filled in. Korean particles follow the value:
// "{query|을/를}" becomes "고양이를" or "곰을", whatever the last syllable (digits and Latin
// letters are read aloud). Values are put in as they are: escape them for where they go
// (slack::escape) before. An unknown key or a missing value is a programmer error: the key itself
// comes back, and a test holds all keys and placeholders of both files together.
std::string say(Language language, std::string_view key, const Values& values = {});

// For tests: all keys of a language, and the raw text of one.
std::vector<std::string> keys(Language language);
std::string_view raw(Language language, std::string_view key);

}  // namespace texts
