#include "services/sticker-worker/adapters/inputs/redis_cache.hpp"

#include <charconv>
#include <string_view>

namespace worker {
namespace {

constexpr const char* keep_seconds = "600";
constexpr base::Duration look_every{10'000};

// A number out of INFO's "name:123\r\n" lines; 0 where there is none.
long long number_in(std::string_view info, std::string_view name) {
    const auto at = info.find(name);
    if (at == std::string_view::npos) return 0;
    const std::string_view digits = info.substr(at + name.size());
    long long number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

}  // namespace

std::optional<std::string> RedisCache::get(const std::string& key) {
    const auto reply = redis_.command({"GET", "cache:" + key});
    if (!reply || reply->is_nil()) return std::nullopt;
    return reply->text();
}

void RedisCache::put(const std::string& key, const std::string& text) {
    if (has_room()) (void)redis_.command({"SET", "cache:" + key, text, "EX", keep_seconds});
}

bool RedisCache::has_room() {
    const auto now = clock_.steady().time_since_epoch().count();
    auto due = look_again_.load();
    const auto next = now + std::chrono::steady_clock::duration(look_every).count();
    if (now >= due && look_again_.compare_exchange_strong(due, next)) {
        if (const auto info = redis_.command({"INFO", "memory"})) {
            const long long most = number_in(info->text(), "\nmaxmemory:");
            room_ = most == 0 || number_in(info->text(), "\nused_memory:") < most / 10 * 8;
        }
    }
    return room_;
}

}  // namespace worker
