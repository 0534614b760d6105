#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "services/sticker-worker/adapters/inputs/input_reader.hpp"
#include "services/sticker-worker/adapters/inputs/pack_files.hpp"

namespace {

using namespace worker;

struct Folder {
    std::filesystem::path path;
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "ssb-packs-XXXXXX").string();
        path = mkdtemp(name.data());
    }
    ~Folder() { std::filesystem::remove_all(path); }
    void write(const std::string& file, const std::string& text) const {
        std::filesystem::create_directories((path / file).parent_path());
        std::ofstream(path / file) << text;
    }
};

TEST(Packs, TheShippedOnesAreTheDefault) {
    const auto catalog = load_packs(default_packs());
    ASSERT_TRUE(catalog.ok()) << catalog.error().message();
    EXPECT_EQ((*catalog)->size(), 2279u);
    EXPECT_EQ((*catalog)->packs().size(), 3u);
}

TEST(Packs, OneFolderOrSeveralWithCommasBetween) {
    const auto one = load_packs("packs/openmoji");
    ASSERT_TRUE(one.ok());
    EXPECT_EQ((*one)->packs().size(), 1u);
    const auto two = load_packs("packs/openmoji,packs/noto-anim");
    ASSERT_TRUE(two.ok());
    EXPECT_EQ((*two)->packs().at(0).name, "openmoji");
    EXPECT_EQ((*two)->packs().at(1).name, "noto-anim");
}

TEST(Packs, WhatIsWrongIsNamedByFileAndLine) {
    const Folder folder;
    folder.write("mine/pack.json",
                 R"({"name":"mine","title":{"ko":"내 것","en":"Mine"},"author":"me",)"
                 R"("licence":"CC0-1.0","source":"https://example.org",)"
                 R"("asks":{"ko":"없음","en":"nothing"},"preference":1})");
    folder.write("mine/stickers.jsonl", "{\"id\":\n");
    const auto broken = load_packs(folder.path.string());
    ASSERT_FALSE(broken.ok());
    EXPECT_NE(broken.error().context.find("stickers.jsonl:1"), std::string::npos)
        << broken.error().context;
}

TEST(Packs, AFolderWithoutPacksIsAnError) {
    const Folder folder;
    EXPECT_FALSE(load_packs(folder.path.string()).ok());
    EXPECT_FALSE(load_packs(folder.path.string() + "/none").ok());
    EXPECT_FALSE(load_packs("").ok());
}

TEST(SearchPage, ShowsLabelsInTheMembersLanguage) {
    const auto catalog = load_packs(default_packs());
    ASSERT_TRUE(catalog.ok());
    const auto first = [&](const std::string& query, const std::string& locale) {
        const Page page = search_page(**catalog, {query, 0, 3, 0}, locale);
        EXPECT_EQ(page.stickers.size(), 3u);
        EXPECT_GT(page.total, 3u);
        return page.stickers.empty() ? std::string() : page.stickers.front().label;
    };
    EXPECT_NE(first("고양이", "ko-KR").find("고양이"), std::string::npos);
    EXPECT_NE(first("cat", "en-US").find("cat"), std::string::npos);
}

}  // namespace
