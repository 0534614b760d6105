#include <gtest/gtest.h>

#include <regex>
#include <string>

#include "libs/crypto/hash.hpp"
#include "libs/crypto/uuid.hpp"

namespace {

TEST(Hash, AgreesWithPublishedVectors) {
    EXPECT_EQ(crypto::sha1_hex("abc"), "a9993e364706816aba3e25717850c26c9cd0d89d");  // FIPS 180
    EXPECT_EQ(crypto::sha256_hex("abc"),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(crypto::hmac_sha256_hex(base::Secret("Jefe"), "what do ya want for nothing?"),
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");  // RFC 4231, 4.3
}

// The vector that Slack publishes with its signing rules.
TEST(Hash, SignsAsSlackDoes) {
    const std::string body =
        "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&"
        "channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&"
        "response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRsk"
        "XaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
    EXPECT_EQ(crypto::hmac_sha256_hex(base::Secret("8f742231b10e8888abcd99yyyzzz85a5"),
                                      "v0:1531420618:" + body),
              "a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503");
}

TEST(Compare, IsTrueForEqualBytesOnly) {
    EXPECT_TRUE(crypto::equal_in_constant_time("abc", "abc"));
    EXPECT_FALSE(crypto::equal_in_constant_time("abc", "abd"));
    EXPECT_FALSE(crypto::equal_in_constant_time("abc", "ab"));
    EXPECT_TRUE(crypto::equal_in_constant_time("", ""));
}

TEST(Uuid, Version5AgreesWithTheStandardsExample) {
    // RFC 9562, appendix A.4
    EXPECT_EQ(crypto::uuid5("6ba7b810-9dad-11d1-80b4-00c04fd430c8", "www.example.com"),
              "2ed6657d-e927-568b-95e1-2665a8aea6a2");
}

TEST(Uuid, Version4IsRandomAndWellFormed) {
    const std::regex form("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    EXPECT_TRUE(std::regex_match(crypto::uuid4(), form));
    EXPECT_NE(crypto::uuid4(), crypto::uuid4());
    EXPECT_EQ(crypto::random_hex(6).size(), 12u);
}

}  // namespace
