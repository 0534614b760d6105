#include "libs/slack/view/modal.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "libs/slack/answers.hpp"

namespace {

using namespace slack;
using nlohmann::json;

TEST(Views, AModalIsOpenedWithItsFields) {
    const Modal modal{
        "form",
        "Settings",
        "Save",
        "Close",
        {{"count", "How many", "3 to 5", false, NumberInput{"value", "3"}},
         {"pack", "Pack", "", true, ExternalSelect{"pack", "Find", Option{"Noto", "noto"}}},
         {"language", "Language", "", false,
          StaticSelect{"value", {{"한국어", "ko"}, {"English", "en"}}, {"English", "en"}}}}};
    const json arguments = json::parse(open_view("1.2.ab", modal));
    EXPECT_EQ(arguments.at("trigger_id"), "1.2.ab");
    const json& view = arguments.at("view");
    EXPECT_EQ(view.at("type"), "modal");
    EXPECT_EQ(view.at("callback_id"), "form");
    EXPECT_EQ(view.at("submit").at("text"), "Save");
    const json& count = view.at("blocks").at(0);
    EXPECT_EQ(count.at("element").at("type"), "number_input");
    EXPECT_EQ(count.at("element").at("initial_value"), "3");  // Slack wants text
    EXPECT_EQ(count.at("hint").at("text"), "3 to 5");
    EXPECT_FALSE(count.contains("optional"));
    const json& pack = view.at("blocks").at(1);
    EXPECT_EQ(pack.at("optional"), true);
    EXPECT_EQ(pack.at("element").at("min_query_length"), 0);
    EXPECT_EQ(pack.at("element").at("initial_option").at("value"), "noto");
    EXPECT_EQ(view.at("blocks").at(2).at("element").at("options").size(), 2u);
}

TEST(Views, TextsAreCutToSlacksLengths) {
    const Modal modal{"form", std::string(30, 'x'), "Save", "Close", {}};
    const json view = json::parse(open_view("t", modal)).at("view");
    EXPECT_LE(view.at("title").at("text").get<std::string>().size(), 26u);  // 23 and the sign …
}

TEST(Views, AnOptionListHasAtMostSlacksCountAndNoValueThatWouldBeCut) {
    std::vector<Option> options(150, {"label", "value"});
    options.front().value = std::string(151, 'x');
    const json answer = json::parse(options_answer(options)).at("options");
    ASSERT_EQ(answer.size(), 100u);
    EXPECT_EQ(answer.front().at("value"), "value");
    EXPECT_EQ(options_answer({}), no_options());
}

TEST(Views, ErrorsStandUnderTheirFields) {
    const json answer = json::parse(field_errors({{"count", "3 to 5"}, {"pack", "gone"}}));
    EXPECT_EQ(answer.at("response_action"), "errors");
    EXPECT_EQ(answer.at("errors"), (json{{"count", "3 to 5"}, {"pack", "gone"}}));
}

}  // namespace
