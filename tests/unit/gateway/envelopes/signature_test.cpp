#include "services/gateway/core/signature.hpp"

#include <gtest/gtest.h>

#include <string>

#include "libs/crypto/hash.hpp"

namespace gateway {
namespace {

const base::Secret secret("8f742231b10e8888abcd99yyyzzz85a5");
const base::Time now{std::chrono::seconds{1'764'000'000}};

std::string sign(const base::Secret& key, const std::string& timestamp, const std::string& body) {
    return "v0=" + crypto::hmac_sha256_hex(key, "v0:" + timestamp + ":" + body);
}

Verdict judge(const std::string& timestamp, const std::string& signature, const std::string& body) {
    return verify({1, 1, timestamp, signature, body}, {secret}, now);
}

TEST(Signature, AcceptsWhatSlackSigned) {
    EXPECT_EQ(judge("1764000000", sign(secret, "1764000000", "a=1"), "a=1"), Verdict::genuine);
}

TEST(Signature, CoversEveryByteOfTheBodyAndTheTimestamp) {
    const std::string good = sign(secret, "1764000000", "a=1");
    EXPECT_EQ(judge("1764000000", good, "a=1 "), Verdict::forged);
    EXPECT_EQ(judge("1764000001", good, "a=1"), Verdict::forged);
    EXPECT_EQ(judge("1764000000", good.substr(3), "a=1"), Verdict::forged);
    EXPECT_EQ(judge("1764000000", good + "0", "a=1"), Verdict::forged);
    EXPECT_EQ(judge("1764000000", "", "a=1"), Verdict::forged);
}

TEST(Signature, TheWindowIsFiveMinutesEitherWay) {
    const auto at = [](long seconds) {
        const std::string timestamp = std::to_string(1'764'000'000 + seconds);
        return judge(timestamp, sign(secret, timestamp, "b"), "b");
    };
    EXPECT_EQ(at(-300), Verdict::genuine);
    EXPECT_EQ(at(300), Verdict::genuine);
    EXPECT_EQ(at(-301), Verdict::stale);
    EXPECT_EQ(at(301), Verdict::stale);
}

TEST(Signature, MissingDoubledAndMalformedHeadersAreNamed) {
    EXPECT_EQ(verify({0, 1, "", "v0=x", "b"}, {secret}, now), Verdict::missing);
    EXPECT_EQ(verify({1, 0, "1764000000", "", "b"}, {secret}, now), Verdict::missing);
    EXPECT_EQ(verify({2, 1, "1764000000", "v0=x", "b"}, {secret}, now), Verdict::doubled);
    EXPECT_EQ(verify({1, 2, "1764000000", "v0=x", "b"}, {secret}, now), Verdict::doubled);
    for (const char* timestamp : {"", "x", "-1764000000", "+1764000000", " 1764000000", "99999999999999999999"}) {
        EXPECT_EQ(judge(timestamp, "v0=x", "b"), Verdict::malformed) << timestamp;
    }
}

TEST(Signature, AnEmptySecretOpensNothing) {
    const std::string timestamp = "1764000000";
    const std::string forged = sign(base::Secret(""), timestamp, "b");
    EXPECT_EQ(verify({1, 1, timestamp, forged, "b"}, {base::Secret("")}, now), Verdict::forged);
}

TEST(Signature, EitherOfTwoSecretsServesWhileRotating) {
    const base::Secret next("another-secret");
    const std::string timestamp = "1764000000";
    const std::string signature = sign(next, timestamp, "b");
    EXPECT_EQ(verify({1, 1, timestamp, signature, "b"}, {secret, next}, now), Verdict::genuine);
}

}  // namespace
}  // namespace gateway
