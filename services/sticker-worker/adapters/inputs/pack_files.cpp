#include "services/sticker-worker/adapters/inputs/pack_files.hpp"

#include <sstream>
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

base::Result<search::PackText> read_pack(const std::string& folder) {
    auto about = runtime::read_file(folder + "/pack.json", longest_file);
    if (!about) return about.error();
    auto stickers = runtime::read_file(folder + "/stickers.jsonl", longest_file);
    if (!stickers) return stickers.error();
    return search::PackText{folder, *std::move(about), *std::move(stickers)};
}

bool is_pack(const std::string& folder) {
    return runtime::read_file(folder + "/pack.json", longest_file).ok();
}

// The folder itself, or the packs in it.
base::Result<std::vector<std::string>> pack_folders(const std::string& folder) {
    if (is_pack(folder)) return std::vector<std::string>{folder};
    const auto inside = runtime::list_directories(folder);
    if (!inside) return inside.error();
    std::vector<std::string> packs;
    for (const std::string& sub : *inside) {
        if (is_pack(sub)) packs.push_back(sub);
    }
    if (packs.empty())
        return base::Error::never("no_pack", folder + ": no pack.json here or one below");
    return packs;
}

}  // namespace

std::string default_packs() { return SSB_PACKS; }

base::Result<std::shared_ptr<const search::Catalog>> load_packs(const std::string& list) {
    std::vector<search::PackText> texts;
    for (const std::string& part : split(list)) {
        const auto folders = pack_folders(part);
        if (!folders) return base::Error::never("bad_packs", folders.error().context);
        for (const std::string& folder : *folders) {
            auto text = read_pack(folder);
            if (!text) return base::Error::never("bad_packs", text.error().context);
            texts.push_back(*std::move(text));
        }
    }
    if (texts.empty()) return base::Error::never("bad_packs", "no folder in the list");
    search::Loaded loaded = search::load(texts);
    if (loaded.catalog) return loaded.catalog;
    std::string complaints;
    for (const search::Complaint& complaint : loaded.complaints) {
        complaints += (complaints.empty() ? "" : "\n") + complaint.message();
    }
    return base::Error::never("bad_packs", complaints);
}

}  // namespace worker
