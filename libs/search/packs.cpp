#include "libs/search/packs.hpp"

#include <charconv>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "libs/search/pack/notes.hpp"
#include "libs/search/pack/sticker_line.hpp"
#include "libs/search/text/hash.hpp"

namespace search {
namespace {

// What is read so far of all packs.
class PackReader {
public:
    void read(const PackText& text) {
        const std::string notes_file = text.directory + "/pack.json";
        const auto pack = read_notes(text.pack_json, notes_file, complaints_);
        if (!pack) {
            return;  // without a name no id can be judged
        }
        if (!names_.insert(pack->name).second) {
            complaints_.push_back({notes_file, 1, "another pack is called \"" + pack->name + "\""});
            return;
        }
        packs_.push_back(*pack);
        read_lines(text.stickers_jsonl, text.directory + "/stickers.jsonl", *pack);
        version_ = fnv1a(text.stickers_jsonl, fnv1a(text.pack_json, version_));
    }

    void read(const WordsText& text) {
        read_words(text, lexicon_, complaints_);
        version_ = fnv1a(text.text, version_);
    }

    Loaded loaded() && {
        if (!complaints_.empty()) {
            return {nullptr, std::move(complaints_), {}};
        }
        auto catalog = std::make_shared<const Catalog>(std::move(packs_), std::move(stickers_),
                                                       version(), std::move(lexicon_));
        std::vector<Complaint> remarks = unseen(*catalog);
        return {std::move(catalog), {}, std::move(remarks)};
    }

private:
    void read_lines(std::string_view text, const std::string& file, const Pack& pack) {
        if (text.empty()) {
            complaints_.push_back({file, 1, "has no stickers"});
        }
        const std::size_t before = complaints_.size();
        for (int line = 1; !text.empty(); ++line) {
            const std::size_t end = text.find('\n');
            read_line(text.substr(0, end), {file, line, {}}, pack);
            text.remove_prefix(end == text.npos ? text.size() : end + 1);
            if (complaints_.size() - before > kMaxComplaintsPerFile) {
                complaints_.push_back({file, line, "too many complaints: the rest is not read"});
                return;
            }
        }
    }

    void read_line(std::string_view line, const Complaint& place, const Pack& pack) {
        std::vector<std::string> reasons;
        auto sticker = read_sticker(line, pack, reasons);
        if (sticker) {
            const auto [first, is_new] =
                places_.try_emplace(sticker->id, place.file + ":" + std::to_string(place.line));
            if (is_new) {
                stickers_.push_back(std::move(*sticker));
                return;
            }
            reasons.push_back("duplicate \"id\": first at " + first->second);
        }
        for (std::string& reason : reasons) {
            complaints_.push_back({place.file, place.line, std::move(reason)});
        }
    }

    static std::vector<Complaint> unseen(const Catalog& catalog) {
        std::vector<Complaint> remarks;
        for (const Saying& saying : catalog.lexicon().sayings) {
            for (const std::string& emoji : saying.emojis) {
                if (catalog.of_emoji(emoji).empty()) {
                    remarks.push_back({saying.file, saying.line, "no sticker shows " + emoji});
                }
            }
        }
        return remarks;
    }

    std::string version() const {
        char digits[16];
        const char* end = std::to_chars(digits, digits + sizeof digits, version_, 16).ptr;
        const std::string hex(static_cast<const char*>(digits), end);
        return std::string(sizeof digits - hex.size(), '0') + hex;
    }

    std::vector<Pack> packs_;
    std::vector<Sticker> stickers_;
    Lexicon lexicon_;
    std::vector<Complaint> complaints_;
    std::set<std::string> names_;
    std::unordered_map<std::string, std::string> places_;  // id -> file:line
    std::uint64_t version_ = kFnvStart;
};

}  // namespace

std::string Complaint::message() const {
    return file + ":" + std::to_string(line) + ": " + reason;
}

Loaded load(const std::vector<PackText>& packs, const std::vector<WordsText>& words) {
    PackReader reader;
    for (const PackText& pack : packs) {
        reader.read(pack);
    }
    for (const WordsText& text : words) {
        reader.read(text);
    }
    return std::move(reader).loaded();
}

}  // namespace search
