// What lies in Redis, whoever put it there: the worker's cached values, the poster's ledger. Each
// line of the input is one value: "-" none, "#12" a number, anything else text.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "services/poster/adapters/store/redis_ledger.hpp"
#include "services/poster/adapters/store/store_policy.hpp"
#include "services/sticker-worker/adapters/inputs/inputs_json.hpp"
#include "tests/fuzz/redis/fake_redis.hpp"

namespace {

constexpr std::size_t most_values = 16;
constexpr std::size_t most_digits = 19;  // what fits 64 bits; no leading zero, as Redis writes it

std::vector<std::string> lines_of(std::string_view bytes) {
    std::vector<std::string> lines;
    while (!bytes.empty() && lines.size() < most_values) {
        const auto end = bytes.find('\n');
        lines.emplace_back(bytes.substr(0, end));
        bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + 1);
    }
    return lines;
}

std::string bulk(const std::string& line) {
    if (line == "-") return "$-1\r\n";
    if (line.size() > 1 && line.size() < most_digits && line[0] == '#' && line[1] != '0' &&
        line.find_first_not_of("0123456789", 1) == std::string::npos) {
        return ":" + line.substr(1) + "\r\n";
    }
    return "$" + std::to_string(line.size()) + "\r\n" + line + "\r\n";
}

std::string array(const std::vector<std::string>& lines) {
    std::string bytes = "*" + std::to_string(lines.size()) + "\r\n";
    for (const auto& line : lines) bytes += bulk(line);
    return bytes;
}

// What can be read is written as something that reads the same.
template <class Read, class Write>
bool keeps(const std::string& text, Read read, Write write) {
    const auto value = read(text);
    if (!value) return !value.error().code.empty();
    const auto again = read(write(*value));
    return again.ok() && *again == *value;
}

const char* broken_cache(const std::string& text) {
    if (!keeps(text, worker::inputs_from_json, worker::inputs_to_json)) return "inputs";
    if (!keeps(text, worker::settings_from_json, worker::settings_to_json)) return "settings";
    if (!keeps(text, worker::page_from_json, worker::page_to_json)) return "a page";
    if (!keeps(text, worker::member_from_json, worker::member_to_json)) return "a member";
    return nullptr;
}

class Ledger {
public:
    const char* broken(const std::vector<std::string>& lines) {
        server_.answer(array(lines));
        const auto claim = ledger_.begin(key_, "me", "hash", poster::Trail::metadata);
        if (claim.ok() && lines.size() != 11) return "a claim out of something else";
        if (claim.ok() && !is_state(claim->entry.state)) return "a state that is none";
        const auto entry = ledger_.find(key_);
        if (!entry.ok()) return "an entry that cannot be asked for";
        if (*entry && !is_state((*entry)->state)) return "a state that is none";
        (void)ledger_.url_of(key_);
        (void)ledger_.settle(key_, "me", {});
        server_.answer(bulk(lines.empty() ? std::string() : lines.front()));
        (void)ledger_.url_of(key_);
        (void)ledger_.find(key_);
        const auto policy = poster::eviction_policy(client_);
        return policy.ok() && policy->find_first_of("\r\n") != std::string::npos
                   ? "a policy of two lines"
                   : nullptr;
    }

private:
    static bool is_state(poster::State state) {
        return static_cast<int>(state) >= 0 && static_cast<int>(state) <= 6;
    }
    static redis::Config config(int port) {
        redis::Config config;
        config.port = port;
        config.connections = 1;
        return config;
    }

    redis_fuzz::FakeRedis server_;
    redis::Client client_{config(server_.port())};
    poster::RedisLedger ledger_{client_};
    const poster::EntryKey key_{proto::TeamId{"T1"}, proto::ActionId{"a"}};
};

void judge(const char* promise) {
    if (promise == nullptr) return;
    std::fprintf(stderr, "broken: %s\n", promise);
    std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static auto* ledger = new Ledger;  // lives as long as the program, and its thread with it
    const std::string text(reinterpret_cast<const char*>(data), size);
    judge(broken_cache(text));
    judge(ledger->broken(lines_of(text)));
    return 0;
}
