#include "libs/search/overlay.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "libs/search/find.hpp"
#include "libs/search/packs.hpp"
#include "tests/unit/search/default_packs.hpp"

using search::Language;
using search::Overlay;

namespace {

std::vector<std::string> ids(const std::string& text, const Overlay& overlay,
                             std::uint64_t shuffle = 0) {
    std::vector<std::string> all;
    const search::Found found = search::find(default_search(), {.text = text,
                                                                .language = Language::ko,
                                                                .limit = 8,
                                                                .shuffle = shuffle,
                                                                .overlay = &overlay});
    for (const search::Hit& hit : found.hits) {
        all.push_back(hit.sticker->id);
    }
    return all;
}

std::shared_ptr<const search::Catalog> team_stickers() {
    return search::load({{"team",
                          R"({"name":"team","title":{"en":"Ours"},"author":"a","licence":"CC0-1.0",)"
                          R"("source":"s","asks":{"en":"-"}})",
                          R"({"id":"team/party-kim","emoji":"🕺","url":"https://e.example/a.png",)"
                          R"("label":{"ko":"춤추는 김대리","en":"dancing kim"},"tags":{"ko":["퇴근"]},)"
                          R"("shortcodes":["party-kim"]})"}})
        .catalog;
}

Overlay with_team() {
    Overlay overlay;
    overlay.own = team_stickers();
    return overlay;
}

bool has(const std::vector<std::string>& all, const std::string& id) {
    return std::find(all.begin(), all.end(), id) != all.end();
}

}  // namespace

TEST(Overlay, WithNothingInItChangesNothing) {
    const Overlay nothing;
    const search::Found plain =
        search::find(default_search(), {.text = "축하", .language = Language::ko, .limit = 8});
    const std::vector<std::string> over = ids("축하", nothing);
    ASSERT_EQ(plain.hits.size(), over.size());
    for (std::size_t i = 0; i < over.size(); ++i) {
        EXPECT_EQ(plain.hits[i].sticker->id, over[i]);
    }
}

TEST(Overlay, TheTeamsOwnStickersAreFoundWithEveryTechnique) {
    const Overlay overlay = with_team();
    for (const char* query : {"춤추는 김대리", "김대리", "ㅊㅊㄴㄱㄷㄹ", "cnacnsmsrlaeofl", ":party-kim:"}) {
        EXPECT_TRUE(has(ids(query, overlay), "team/party-kim")) << query;
    }
    EXPECT_TRUE(has(ids("퇴근", overlay), "team/party-kim"));
}

TEST(Overlay, AnAliasOfTheTeamComesFirst) {
    Overlay overlay;
    overlay.aliases[search::alias_key("퇴 근!")] = {"fluent-3d/1f680", "gone/away"};
    EXPECT_EQ(ids("퇴근", overlay).front(), "fluent-3d/1f680");
}

TEST(Overlay, WhatIsHiddenIsNeverShown) {
    Overlay overlay;
    overlay.hidden = {"noto-anim/1f389", "fluent-3d/1f389"};
    const auto all = ids("🎉", overlay);
    EXPECT_FALSE(has(all, "noto-anim/1f389"));
    EXPECT_FALSE(has(all, "fluent-3d/1f389"));
    EXPECT_FALSE(ids("축하", overlay).empty());
}

TEST(Overlay, WhatIsUsedAndLikedComesEarlier) {
    Overlay overlay;
    const auto before = ids("축하", overlay);
    overlay.uses[before.at(3)] = {.team = 30, .mine = 3};
    EXPECT_EQ(ids("축하", overlay).front(), before.at(3));
    overlay.uses.clear();
    overlay.favourites = {before.at(1)};
    EXPECT_EQ(ids("축하", overlay).front(), before.at(1));
}

TEST(Overlay, ShufflesTheSameWayForTheSameNumber) {
    const Overlay overlay = with_team();
    EXPECT_EQ(ids("퇴근", overlay, 3), ids("퇴근", overlay, 3));
}
