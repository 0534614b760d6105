#include "libs/slack/fields.hpp"

#include <gtest/gtest.h>

namespace {

using namespace slack;

TEST(Fields, GoThereAndBack) {
    const Fields fields{
        {"p", std::string("ab-12")}, {"n", std::int64_t{3}}, {"q", std::string("고\"양이")}};
    const auto back = fields_from_json(to_json(fields));
    ASSERT_TRUE(back);
    EXPECT_EQ(*back, fields);
    EXPECT_EQ(to_json(Fields{{"b", std::int64_t{1}}, {"a", std::string("x")}}),
              R"({"a":"x","b":1})");
}

TEST(Fields, LeaveOutWhatTheyCannotHold) {
    const auto fields =
        fields_from_json(R"({"a":"x","b":1.5,"c":null,"d":[1],"e":{"f":1},"g":true})");
    ASSERT_TRUE(fields);
    EXPECT_EQ(fields->size(), 1u);
    EXPECT_EQ(text_of(*fields, "a"), "x");
    EXPECT_EQ(text_of(*fields, "b"), "");
    EXPECT_FALSE(number_of(*fields, "a"));
}

TEST(Fields, RefuseWhatIsNoObject) {
    for (const char* text : {"", "null", "1", "[]", "{", "\"x\"", "{\"a\":\"\xff\"}"}) {
        EXPECT_FALSE(fields_from_json(text)) << text;
    }
}

TEST(Fields, ReplaceInvalidUtf8) { EXPECT_NO_THROW(to_json(Fields{{"q", std::string("\xff")}})); }

}  // namespace
