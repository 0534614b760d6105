#include "bench/packs/pack_texts.hpp"

#include <cstdio>
#include <cstdlib>

#include "libs/runtime/files.hpp"

namespace bench {

std::string contents(const std::string& path) {
    auto bytes = runtime::read_file(path, 512u << 20);
    if (!bytes.ok()) {
        std::fprintf(stderr, "%s (run in the source folder)\n", bytes.error().message().c_str());
        std::exit(1);
    }
    return *std::move(bytes);
}

std::vector<search::PackText> pack_texts() {
    std::vector<search::PackText> read;
    for (const std::string folder : {"packs/noto-anim", "packs/fluent-3d", "packs/openmoji"}) {
        read.push_back(
            {folder, contents(folder + "/pack.json"), contents(folder + "/stickers.jsonl")});
    }
    return read;
}

std::vector<search::WordsText> words_texts() {
    std::vector<search::WordsText> read;
    for (const std::string name : {"ko", "en", "ja", "popular"}) {
        const std::string file = "packs/lexicon/" + name + ".txt";
        read.push_back({file, contents(file)});
    }
    return read;
}

search::Loaded loaded_packs() {
    search::Loaded loaded = search::load(pack_texts(), words_texts());
    if (!loaded.catalog) {
        std::fprintf(stderr, "%s\n", loaded.complaints.front().message().c_str());
        std::exit(1);
    }
    return loaded;
}

}  // namespace bench
