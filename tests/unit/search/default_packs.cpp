#include "tests/unit/search/default_packs.hpp"

#include <stdexcept>

#include "libs/runtime/files.hpp"

namespace {

constexpr std::size_t kMaxBytes = 16 << 20;

std::string contents(const std::string& path) {
    auto bytes = runtime::read_file(path, kMaxBytes);
    if (!bytes.ok()) {
        throw std::runtime_error(bytes.error().message());
    }
    return *std::move(bytes);
}

search::Loaded loaded_with(const std::vector<search::WordsText>& words) {
    search::Loaded loaded = search::load(
        {pack_text("packs/noto-anim"), pack_text("packs/fluent-3d"), pack_text("packs/openmoji")},
        words);
    if (!loaded.catalog) {
        throw std::runtime_error(loaded.complaints.front().message());
    }
    return loaded;
}

}  // namespace

search::PackText pack_text(const std::string& directory) {
    return {directory, contents(directory + "/pack.json"), contents(directory + "/stickers.jsonl")};
}

search::WordsText words_text(const std::string& file) { return {file, contents(file)}; }

const search::Catalog& default_packs() {
    static const search::Loaded loaded = loaded_with({});
    return *loaded.catalog;
}

const search::Catalog& default_search() {
    static const search::Loaded loaded =
        loaded_with({words_text("packs/lexicon/ko.txt"), words_text("packs/lexicon/en.txt"),
                     words_text("packs/lexicon/ja.txt"), words_text("packs/lexicon/popular.txt")});
    return *loaded.catalog;
}
