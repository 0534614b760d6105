#include "tests/integration/twin/outsider.hpp"
#include "tools/slack-twin/wire/assets.hpp"

namespace twin {
namespace {

TEST(Page, IsServedWholeFromTheProgram) {
    const LocalSlack slack;
    EXPECT_EQ(slack.request("GET", "/").status, 200);
    EXPECT_NE(slack.request("GET", "/").body.find("<!doctype html>"), std::string::npos);
    ASSERT_FALSE(page_files().empty());
    for (const PageFile& file : page_files()) {
        const http::Response got = slack.request("GET", "/page/" + std::string(file.name));
        EXPECT_EQ(got.status, 200) << file.name;
        EXPECT_EQ(got.body, file.content) << file.name;
    }
    EXPECT_EQ(slack.request("GET", "/page/none.js").status, 404);
}

TEST(Page, EveryMemberHasAPicture) {
    const LocalSlack slack;
    const Json world = parse_json(slack.request("GET", "/twin/world").body);
    for (const Json& member : world["members"]) {
        const http::Response got = slack.request("GET", text_of(member, "image"));
        EXPECT_EQ(got.status, 200);
        EXPECT_EQ(*http::find_header(got.headers, "content-type"), "image/svg+xml");
    }
}

TEST(Fault, ACutConnectionIsCut) {
    const LocalSlack slack;
    slack.order("faults", {{"method", "chat.postMessage"}, {"drop", "after"}});
    const http::Response got = slack.request("POST", "/api/chat.postMessage",
                                             {{"channel", "C0TEAM"}, {"text", "hi"}}, kBotToken);
    EXPECT_EQ(got.status, 0) << got.body;
    EXPECT_EQ(slack.see("U0LEE", "C0TEAM").size(), 1u);
}

}  // namespace
}  // namespace twin
