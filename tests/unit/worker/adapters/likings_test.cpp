#include "services/sticker-worker/adapters/inputs/likings.hpp"

#include <gtest/gtest.h>

#include "services/sticker-worker/adapters/inputs/input_reader.hpp"
#include "services/sticker-worker/adapters/inputs/pack_files.hpp"

namespace {

using namespace worker;

struct LikingsTest : testing::Test {
    std::shared_ptr<const search::Catalog> catalog = load_packs(default_packs()).value();
    Likings likings{catalog};

    std::string first(const search::Overlay* liked, const std::string& words = "고양이") const {
        const Page page = search_page(*catalog, {words, 0, 3, 0}, "ko", liked);
        return page.stickers.empty() ? "" : page.stickers.front().id;
    }
    static std::string pack_of(const std::string& id) { return id.substr(0, id.find('/')); }
};

TEST_F(LikingsTest, AFavouritePackComesFirst) {
    for (const char* pack : {"noto-anim", "fluent-3d"}) {  // both have cats
        EXPECT_EQ(pack_of(first(likings.of(pack, {}))), pack);
    }
}

TEST_F(LikingsTest, APackThatIsGoneChangesNothing) {
    EXPECT_EQ(likings.of("gone", {}), nullptr);
    EXPECT_EQ(likings.of("", {}), nullptr);
}

TEST_F(LikingsTest, AStickerThatIsUsedOftenComesFirst) {
    const Page page = search_page(*catalog, {"고양이", 0, 5, 0}, "ko");
    ASSERT_GE(page.stickers.size(), 3u);
    const std::string third = page.stickers.at(2).id;
    EXPECT_NE(first(nullptr), third);
    EXPECT_EQ(first(likings.of("", {{third, 20}})), third);
    EXPECT_EQ(first(likings.of("", {})), page.stickers.at(0).id);  // the one before is forgotten
}

TEST_F(LikingsTest, HaveAVersionThatNamesAllOfThem) {
    EXPECT_EQ(version_of("", {}), "");
    EXPECT_NE(version_of("noto-anim", {}), "");
    EXPECT_NE(version_of("noto-anim", {}), version_of("openmoji", {}));
    EXPECT_NE(version_of("", {{"a/1", 1}}), version_of("", {{"a/1", 2}}));
    EXPECT_EQ(version_of("", {{"a/1", 1}}), version_of("", {{"a/1", 1}}));
}

TEST_F(LikingsTest, ARescueTellsWhatWasUnderstood) {
    EXPECT_EQ(search_page(*catalog, {"rhdiddl", 0, 3, 0}, "ko").understood, "고양이");
    EXPECT_EQ(search_page(*catalog, {"고양이", 0, 3, 0}, "ko").understood, "");
}

}  // namespace
