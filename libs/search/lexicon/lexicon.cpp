#include "libs/search/lexicon/lexicon.hpp"

#include <utf8proc.h>

#include <map>
#include <optional>
#include <utility>

#include "libs/search/packs.hpp"
#include "libs/search/text/key.hpp"
#include "libs/search/text/normalise.hpp"
#include "libs/search/text/utf8.hpp"

namespace search {
namespace {

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r");
    if (first == text.npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

std::vector<std::string_view> split(std::string_view text, std::string_view at) {
    std::vector<std::string_view> parts;
    while (!text.empty()) {
        const std::size_t end = text.find_first_of(at);
        if (const auto part = trimmed(text.substr(0, end)); !part.empty()) {
            parts.push_back(part);
        }
        text.remove_prefix(end == text.npos ? text.size() : end + 1);
    }
    return parts;
}

constexpr char32_t kInformation = 0x2139;  // ℹ: a letter to Unicode, an emoji to people

bool has_letter(std::string_view text) {
    Utf8Reader reader(text);
    while (const auto c = reader.next()) {
        const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(*c));
        const bool letter =
            category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
        if (letter && *c != kInformation) {
            return true;
        }
    }
    return false;
}

std::optional<Language> language_of_file(std::string_view name) {
    for (const Language language : kLanguages) {
        if (name == std::string(code_of(language)) + ".txt") {
            return language;
        }
    }
    return std::nullopt;
}

class WordsReader {
public:
    WordsReader(const std::string& file, Lexicon& lexicon, std::vector<Complaint>& complaints)
        : file_(file), lexicon_(lexicon), complaints_(complaints) {}

    void read_saying(std::string_view line, int number, Language language) {
        number_ = number;
        const std::size_t equals = line.rfind('=');
        if (equals == line.npos) {
            return complain("has no \"=\": write words, with commas = emoji");
        }
        const auto words = split(line.substr(0, equals), ",");
        if (words.empty()) {
            return complain("has no word before the \"=\"");
        }
        const auto emojis = split(line.substr(equals + 1), " \t");
        if (emojis.size() == 1 && emojis.front() == "-") {
            for (const auto word : words) {
                lexicon_.fillers.push_back(match_key(normalise(word)));
            }
            return;
        }
        for (const auto word : words) {
            check_word(word);
        }
        lexicon_.sayings.push_back({{words.begin(), words.end()}, checked(emojis), language, file_,
                                    number});
    }

    void read_popular(std::string_view line, int number) {
        number_ = number;
        for (std::string& emoji : checked(split(line, " \t"))) {
            lexicon_.popular.push_back(std::move(emoji));
        }
    }

private:
    void complain(std::string reason) { complaints_.push_back({file_, number_, std::move(reason)}); }

    void check_word(std::string_view word) {
        const std::string text = normalise(word);
        if (utf8_length(word) > kMaxWordCodePoints || text.empty()) {
            return complain("\"" + std::string(word) + "\" is no word of 1 to " +
                            std::to_string(kMaxWordCodePoints) + " letters");
        }
        const auto [first, is_new] = lines_.try_emplace(text, number_);
        if (!is_new) {
            complain("\"" + std::string(word) + "\" stands in line " +
                     std::to_string(first->second) + " already");
        }
    }

    std::vector<std::string> checked(const std::vector<std::string_view>& emojis) {
        std::vector<std::string> normalised;
        if (emojis.empty() || emojis.size() > kMaxEmojis) {
            complain("needs 1 to " + std::to_string(kMaxEmojis) + " emoji with spaces between");
        }
        for (const auto emoji : emojis) {
            if (has_letter(emoji)) {
                complain("\"" + std::string(emoji) + "\" is no emoji");
            }
            normalised.push_back(normalise(emoji));
        }
        return normalised;
    }

    const std::string& file_;
    Lexicon& lexicon_;
    std::vector<Complaint>& complaints_;
    std::map<std::string, int> lines_;
    int number_ = 0;
};

}  // namespace

void read_words(const WordsText& words, Lexicon& lexicon, std::vector<Complaint>& complaints) {
    const std::string_view name =
        std::string_view(words.file).substr(words.file.find_last_of('/') + 1);
    const auto language = language_of_file(name);
    if (!language && name != "popular.txt") {
        complaints.push_back(
            {words.file, 1, "is none of ko.txt, en.txt, ja.txt and popular.txt"});
        return;
    }
    WordsReader reader(words.file, lexicon, complaints);
    std::string_view rest = words.text;
    for (int number = 1; !rest.empty(); ++number) {
        const std::size_t end = rest.find('\n');
        const std::string_view line = trimmed(rest.substr(0, end));
        rest.remove_prefix(end == rest.npos ? rest.size() : end + 1);
        if (line.empty() || line.front() == '#') {
            continue;
        }
        if (language) {
            reader.read_saying(line, number, *language);
        } else {
            reader.read_popular(line, number);
        }
    }
}

}  // namespace search
