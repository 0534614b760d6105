#include "libs/search/packs.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <iomanip>
#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <sstream>

#include "libs/runtime/files.hpp"
#include "libs/search/find.hpp"
#include "libs/search/text/hash.hpp"
#include "tests/unit/search/default_packs.hpp"

using search::Loaded;
using search::PackText;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

const std::vector<std::string> kPacks{"noto-anim", "fluent-3d", "openmoji"};

std::string hex(std::uint64_t value) {
    std::ostringstream out;
    out << std::hex << std::setw(16) << std::setfill('0') << value;
    return out.str();
}

std::map<std::string, int> counts() {
    std::map<std::string, int> counts;
    for (std::uint32_t number = 0; number < default_packs().size(); ++number) {
        ++counts[default_packs().sticker(number).pack];
    }
    return counts;
}

PackText small_pack(const std::string& lines) {
    return {"small",
            R"({"name":"small","title":{"en":"S"},"author":"a","licence":"CC0-1.0","source":"s",)"
            R"("asks":{"en":"nothing"}})",
            lines};
}

std::string line(const std::string& code) {
    return R"({"id":"small/)" + code + R"(","emoji":"🐱","url":"https://example.com/a.png",)" +
           R"("label":{"en":"cat"},"tags":{},"shortcodes":[]})" + "\n";
}

std::vector<std::string> complaints(const Loaded& loaded) {
    std::vector<std::string> messages;
    for (const search::Complaint& complaint : loaded.complaints) {
        messages.push_back(complaint.message());
    }
    return messages;
}

}  // namespace

TEST(DefaultPacks, HaveAllStickers) {
    EXPECT_EQ(counts(), (std::map<std::string, int>{
                            {"noto-anim", 356}, {"fluent-3d", 1545}, {"openmoji", 378}}));
    EXPECT_EQ(default_packs().size(), 2279U);
}

TEST(DefaultPacks, CoverEveryEmojiOnce) {
    std::set<std::string> emojis;
    std::set<std::string> still;
    for (std::uint32_t number = 0; number < default_packs().size(); ++number) {
        const search::Sticker& sticker = default_packs().sticker(number);
        emojis.insert(sticker.emoji);
        if (sticker.pack != "noto-anim") {
            EXPECT_TRUE(still.insert(sticker.emoji).second) << sticker.id;
        }
    }
    EXPECT_EQ(emojis.size(), 1923U);
    EXPECT_EQ(still.size(), 1923U);
}

TEST(DefaultPacks, AreWhatTheScriptBuilt) {
    const auto text = runtime::read_file("packs/sources/built.json", 1 << 20);
    ASSERT_TRUE(text.ok()) << text.error().message();
    const auto built = nlohmann::json::parse(*text);
    EXPECT_EQ(built["total"], default_packs().size());
    for (const std::string& name : kPacks) {
        const PackText pack = pack_text("packs/" + name);
        EXPECT_EQ(built["packs"][name]["stickers.jsonl"], hex(search::fnv1a(pack.stickers_jsonl)));
        EXPECT_EQ(built["packs"][name]["pack.json"], hex(search::fnv1a(pack.pack_json)));
    }
}

TEST(DefaultPacks, LinkTheDocumentedAddresses) {
    const std::map<std::string, std::regex> address{
        {"noto-anim",
         std::regex(R"(https://fonts\.gstatic\.com/s/e/notoemoji/latest/[0-9a-f_]+/512\.gif)")},
        {"fluent-3d", std::regex(R"(https://cdn\.jsdelivr\.net/gh/shuding/fluentui-emoji-unicode)"
                                 R"(@[0-9a-f]{40}/assets/[0-9a-f-]+_3d\.png)")},
        {"openmoji", std::regex(R"(https://cdn\.jsdelivr\.net/gh/hfg-gmuend/openmoji@1[57]\.0\.0)"
                                R"(/color/618x618/[0-9A-F-]+\.png)")}};
    for (std::uint32_t number = 0; number < default_packs().size(); ++number) {
        const search::Sticker& sticker = default_packs().sticker(number);
        EXPECT_TRUE(std::regex_match(sticker.image_url, address.at(sticker.pack))) << sticker.id;
    }
}

TEST(DefaultPacks, HaveALabelInEveryLanguage) {
    for (std::uint32_t number = 0; number < default_packs().size(); ++number) {
        const search::Labels& label = default_packs().sticker(number).label;
        EXPECT_FALSE(label.ko.empty() || label.en.empty() || label.ja.empty())
            << default_packs().sticker(number).id;
    }
}

TEST(DefaultPacks, NameTheirLicences) {
    std::vector<std::string> licences;
    for (const search::Pack& pack : default_packs().packs()) {
        licences.push_back(pack.licence);
        EXPECT_FALSE(pack.author.empty() || pack.title.ko.empty() || pack.asks.en.empty());
    }
    EXPECT_THAT(licences, ElementsAre("CC-BY-4.0", "MIT", "CC-BY-SA-4.0"));
}

TEST(Catalog, FindsByIdOnly) {
    const search::Sticker* party = default_packs().by_id("noto-anim/1f389");
    ASSERT_NE(party, nullptr);
    EXPECT_EQ(party->emoji, "🎉");
    EXPECT_EQ(party->label.ko, "파티");
    EXPECT_EQ(default_packs().by_id("noto-anim/none"), nullptr);
    EXPECT_EQ(default_packs().by_id(""), nullptr);
}

TEST(Catalog, VersionFollowsTheContents) {
    const auto version = [](const std::string& lines) {
        return search::load({small_pack(lines)}).catalog->version();
    };
    EXPECT_EQ(version(line("a")), version(line("a")));
    EXPECT_NE(version(line("a")), version(line("b")));
    EXPECT_TRUE(std::regex_match(default_packs().version(), std::regex("[0-9a-f]{16}")));
}

TEST(Load, NamesFileAndLineOfEverythingInABadPack) {
    const Loaded loaded = search::load({pack_text("tests/data/bad-pack")});
    EXPECT_EQ(loaded.catalog, nullptr);
    const std::string notes = "tests/data/bad-pack/pack.json:";
    const std::string lines = "tests/data/bad-pack/stickers.jsonl:";
    EXPECT_THAT(
        complaints(loaded),
        ElementsAre(notes + "1: \"licence\" is missing",
                    notes + "7: \"preference\" must be a number from 0.5 to 2",
                    lines + "2: \"url\" is missing",
                    lines + "3: duplicate \"id\": first at " + lines + "1",
                    lines + "4: \"url\" must be an https:// address",
                    lines + "5: \"url\" must end in .png, .gif, .jpg or .jpeg: Slack takes no other",
                    lines + "6: is no JSON object", lines + "7: is no JSON object",
                    lines + "8: \"label.en\" is missing",
                    lines + "9: \"id\" must be \"bad-pack/\" and a code of a-z, 0-9, - and _",
                    lines + "10: \"tags\" must be an object with the keys ko, en, ja",
                    lines + "11: \"shortcodes\" must be a list of at most 200 texts",
                    lines + "12: \"emoji\" has a control character",
                    lines + "13: \"id\" must be \"bad-pack/\" and a code of a-z, 0-9, - and _",
                    lines + "14: is no JSON object", lines + "15: \"emoji\" must be a text",
                    lines + "15: \"url\" must be an https:// address",
                    lines + "16: \"hidden\" must be true or false"));
}

TEST(Load, RefusesAllWhenOnePackIsBad) {
    EXPECT_EQ(search::load({small_pack(line("a")), pack_text("tests/data/bad-pack")}).catalog,
              nullptr);
}

TEST(Load, NamesTheLineOfBrokenPackJson) {
    PackText pack = small_pack(line("a"));
    pack.pack_json = "{\n\"name\": \"small\",\n!\n}";
    EXPECT_THAT(complaints(search::load({pack})), ElementsAre("small/pack.json:3: is no JSON"));
    pack.pack_json = "";
    EXPECT_THAT(complaints(search::load({pack})), ElementsAre("small/pack.json:1: is no JSON"));
    pack.pack_json = "[]";
    EXPECT_THAT(complaints(search::load({pack})), ElementsAre("small/pack.json:1: is no JSON object"));
}

TEST(Load, RefusesTwoPacksOfOneName) {
    const Loaded loaded = search::load({small_pack(line("a")), small_pack(line("b"))});
    EXPECT_THAT(complaints(loaded), ElementsAre(HasSubstr("another pack is called \"small\"")));
}

TEST(Load, RefusesAPackWithoutStickers) {
    EXPECT_THAT(complaints(search::load({small_pack("")})),
                ElementsAre("small/stickers.jsonl:1: has no stickers"));
}

TEST(Load, StopsComplainingAboutAFileThatIsNoPack) {
    std::string lines;
    for (int i = 0; i < 5000; ++i) {
        lines += "nonsense\n";
    }
    const Loaded loaded = search::load({small_pack(lines)});
    EXPECT_LE(loaded.complaints.size(), search::kMaxComplaintsPerFile + 2);
    EXPECT_THAT(loaded.complaints.back().reason, HasSubstr("too many complaints"));
}

TEST(Load, TakesALastLineWithoutNewline) {
    std::string lines = line("a") + line("b");
    lines.pop_back();
    const Loaded loaded = search::load({small_pack(lines)});
    ASSERT_NE(loaded.catalog, nullptr);
    EXPECT_EQ(loaded.catalog->size(), 2U);
}

TEST(Load, OfNothingIsAnEmptyCatalogue) {
    const Loaded loaded = search::load({});
    ASSERT_NE(loaded.catalog, nullptr);
    EXPECT_EQ(loaded.catalog->size(), 0U);
    EXPECT_EQ(search::find(*loaded.catalog, {.text = "cat"}).total, 0U);
}
