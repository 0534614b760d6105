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

}  // namespace

search::PackText pack_text(const std::string& directory) {
    return {directory, contents(directory + "/pack.json"), contents(directory + "/stickers.jsonl")};
}

const search::Catalog& default_packs() {
    static const search::Loaded loaded = search::load(
        {pack_text("packs/noto-anim"), pack_text("packs/fluent-3d"), pack_text("packs/openmoji")});
    if (!loaded.catalog) {
        throw std::runtime_error(loaded.complaints.front().message());
    }
    return *loaded.catalog;
}
