#include "libs/runtime/names/known_names.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <vector>

namespace runtime {
namespace {

// interface.md's table, the later parts included: a setting of a newer or older build is no typo.
constexpr std::array<std::string_view, 47> names{
    "SLACK_SOCKET_MODE", "SLACK_APP_TOKEN", "SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET",
    "SLACK_SIGNING_SECRET_PREVIOUS", "SLACK_API_URL", "SLACK_SOCKETS", "SLACK_POSTS_PER_MINUTE",
    "SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "HTTP_ADDR", "HTTP_TRUST_PROXY", "ADMIN_ADDR",
    "KAFKA_BROKERS", "KAFKA_SECURITY_PROTOCOL", "KAFKA_SASL_MECHANISM", "KAFKA_SASL_USERNAME",
    "KAFKA_SASL_PASSWORD", "KAFKA_SSL_CA_LOCATION", "KAFKA_SSL_CERTIFICATE_LOCATION",
    "KAFKA_SSL_KEY_LOCATION", "KAFKA_TOPIC_PREFIX", "KAFKA_CREATE_TOPICS", "KAFKA_REPLICATION_FACTOR",
    "KAFKA_CLIENT_OPTIONS", "REDIS_URL", "HTTPS_PROXY", "NO_PROXY", "STICKER_PACKS",
    "STICKER_IMAGE_BASE_URL", "STICKER_PUBLIC_URL", "STICKER_TOKEN_KEY", "STICKER_TOKEN_KEY_PREVIOUS",
    "STICKER_ADMINS", "STICKER_SUPPORT_URL", "STICKER_PRIVACY_URL", "POSTER_MODE",
    "POSTER_ALLOW_REPLAY", "POSTER_REPLICAS", "GIPHY_API_KEY", "KLIPY_API_KEY", "LOG_LEVEL",
    "LOG_FORMAT", "STICKER_TEST_KAFKA_FILE", "KAFKA_HOME", "KAFKA_OPTS", "KAFKA_HEAP_OPTS"};

// No HTTP_, HTTPS_ or LOG_ here: other programs' settings begin so, too.
constexpr std::array<std::string_view, 9> prefixes{"SLACK_", "STICKER_", "KAFKA_", "REDIS_", "POSTER_",
                                                   "GIPHY_", "KLIPY_",   "HTTP_ADDR", "ADMIN_ADDR"};

// Levenshtein distance, one row at a time.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t change = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, change});
        }
    }
    return row[b.size()];
}

bool ends_with(std::string_view text, std::string_view tail) {
    return text.size() >= tail.size() && text.substr(text.size() - tail.size()) == tail;
}

}  // namespace

bool looks_like_ours(std::string_view name) {
    return std::any_of(prefixes.begin(), prefixes.end(), [&](std::string_view prefix) {
        return name.substr(0, prefix.size()) == prefix;
    });
}

bool is_known_name(std::string_view name) {
    if (ends_with(name, "_FILE") && name != "STICKER_TEST_KAFKA_FILE") name.remove_suffix(5);
    return std::find(names.begin(), names.end(), name) != names.end();
}

std::string nearest_name(std::string_view name) {
    const auto nearest =
        std::min_element(names.begin(), names.end(), [&](std::string_view a, std::string_view b) {
            return distance(name, a) < distance(name, b);
        });
    return std::string(*nearest);
}

}  // namespace runtime
