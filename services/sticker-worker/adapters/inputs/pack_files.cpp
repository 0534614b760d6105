#include "services/sticker-worker/adapters/inputs/pack_files.hpp"

#include <set>
#include <sstream>
#include <utility>
#include <vector>

#include "libs/runtime/files.hpp"
#include "libs/search/packs.hpp"

namespace worker {
namespace {

constexpr std::size_t longest_file = 512u << 20;  // a million stickers

std::vector<std::string> split(const std::string& list) {
    std::vector<std::string> parts;
    std::istringstream text(list);
    for (std::string part; std::getline(text, part, ',');) {
        if (!part.empty()) parts.push_back(part);
    }
    return parts;
}

constexpr const char* words_files[] = {"ko.txt", "en.txt", "ja.txt", "popular.txt"};

bool is_pack(const std::string& folder) {
    return runtime::read_file(folder + "/pack.json", longest_file).ok();
}

std::string without_last_slash(std::string folder) {
    while (folder.size() > 1 && folder.back() == '/') folder.pop_back();
    return folder;
}

std::string parent_of(const std::string& folder) {
    const std::size_t slash = folder.find_last_of('/');
    return slash == std::string::npos ? "." : folder.substr(0, slash);
}

// What the folders of a list hold, read once each.
class PackFolders {
public:
    void read(const std::string& folder) {
        if (is_pack(folder)) {
            read_pack(folder);
            return read_lexicon(parent_of(folder) + "/lexicon");
        }
        const std::size_t before = packs_.size() + complaints_.size();
        for (const std::string& sub : runtime::list_directories(folder).value_or({})) {
            if (is_pack(sub)) read_pack(sub);
        }
        if (packs_.size() + complaints_.size() == before) {
            complaints_.push_back({folder + "/pack.json", 1, "there is none here or one below"});
        }
        read_lexicon(folder + "/lexicon");
    }

    search::Loaded loaded() const {
        if (complaints_.empty()) return search::load(packs_, words_);
        search::Loaded refused = search::load(packs_, words_);
        refused.catalog = nullptr;
        refused.complaints.insert(refused.complaints.begin(), complaints_.begin(),
                                  complaints_.end());
        return refused;
    }

private:
    void read_pack(const std::string& folder) {
        search::PackText pack{folder, text_of(folder + "/pack.json"),
                              text_of(folder + "/stickers.jsonl")};
        packs_.push_back(std::move(pack));
    }

    std::string text_of(const std::string& file) {
        auto text = runtime::read_file(file, longest_file);
        if (text) return *std::move(text);
        complaints_.push_back({file, 1, "cannot be read: " + text.error().code});
        return {};
    }

    void read_lexicon(const std::string& folder) {
        if (!lexicons_.insert(folder).second) return;
        for (const std::string name : words_files) {
            auto text = runtime::read_file(folder + "/" + name, longest_file);
            if (text) words_.push_back({folder + "/" + name, *std::move(text)});
        }
    }

    std::vector<search::PackText> packs_;
    std::vector<search::WordsText> words_;
    std::vector<search::Complaint> complaints_;
    std::set<std::string> lexicons_;
};

}  // namespace

std::string default_packs() { return SSB_PACKS; }

search::Loaded read_packs(const std::string& list) {
    PackFolders folders;
    for (const std::string& part : split(list)) folders.read(without_last_slash(part));
    return folders.loaded();
}

base::Result<std::shared_ptr<const search::Catalog>> load_packs(const std::string& list) {
    if (split(list).empty()) return base::Error::never("bad_packs", "no folder in the list");
    search::Loaded loaded = read_packs(list);
    if (loaded.catalog) return loaded.catalog;
    std::string complaints;
    for (const search::Complaint& complaint : loaded.complaints) {
        complaints += (complaints.empty() ? "" : "\n") + complaint.message();
    }
    return base::Error::never("bad_packs", complaints);
}

}  // namespace worker
