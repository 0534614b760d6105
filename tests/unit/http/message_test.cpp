#include "libs/http/message.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace http {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

TEST(HttpHeaders, CompareWithoutCaseAndKeepDuplicates) {
    const Headers headers{{"X-Slack-Signature", "v0=1"}, {"x-slack-signature", "v0=2"}, {"A", ""}};
    ASSERT_NE(find_header(headers, "X-SLACK-SIGNATURE"), nullptr);
    EXPECT_EQ(*find_header(headers, "X-SLACK-SIGNATURE"), "v0=1");
    EXPECT_EQ(count_header(headers, "x-Slack-Signature"), 2u);
    EXPECT_EQ(*find_header(headers, "a"), "");
    EXPECT_EQ(find_header(headers, "X-Slack"), nullptr);
    EXPECT_EQ(count_header(headers, ""), 0u);
}

TEST(HttpForm, KeepsOrderDuplicatesAndEmptyValues) {
    EXPECT_THAT(
        parse_form("b=2&a=1&b=&c&=x"),
        ElementsAre(Pair("b", "2"), Pair("a", "1"), Pair("b", ""), Pair("c", ""), Pair("", "x")));
    EXPECT_THAT(parse_form(""), IsEmpty());
    EXPECT_THAT(parse_form("&&"), IsEmpty());
    EXPECT_THAT(parse_form("a=b=c"), ElementsAre(Pair("a", "b=c")));
}

TEST(HttpForm, DecodesPlusPercentAndBothCasesOfHex) {
    EXPECT_THAT(parse_form("text=%ea%B3%A0+%2B1&x%26=%00"),
                ElementsAre(Pair("text", "\xea\xb3\xa0 +1"), Pair("x&", std::string(1, '\0'))));
}

TEST(HttpForm, APercentWithoutTwoHexDigitsStandsForItself) {
    EXPECT_THAT(parse_form("a=100%&b=%4&c=%zz&d=%%41"),
                ElementsAre(Pair("a", "100%"), Pair("b", "%4"), Pair("c", "%zz"), Pair("d", "%A")));
}

TEST(HttpForm, EveryByteComesBackFromItsEncodedForm) {
    std::string all;
    for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
    EXPECT_THAT(parse_form(url_encode(all) + "=" + url_encode(all)), ElementsAre(Pair(all, all)));
    EXPECT_EQ(url_encode("Az09-_.~ /+"), "Az09-_.~%20%2F%2B");
}

TEST(HttpRequest, GivesTheFirstDecodedValueOfAQueryParameter) {
    Request request;
    request.query = "team=T1&q=%EA%B3%A0+x&team=T2";
    EXPECT_EQ(request.query_value("team"), "T1");
    EXPECT_EQ(request.query_value("q"), "\xea\xb3\xa0 x");
    EXPECT_EQ(request.query_value("absent"), "");
}

TEST(HttpResponse, SaysWhatItCarries) {
    EXPECT_EQ(*find_header(Response::json(200, "{}").headers, "content-type"),
              "application/json; charset=utf-8");
    const auto text = Response::text(404, "no");
    EXPECT_EQ(text.status, 404);
    EXPECT_EQ(text.body, "no");
    EXPECT_EQ(*find_header(text.headers, "content-type"), "text/plain; charset=utf-8");
}

}  // namespace
}  // namespace http
