#include "services/sticker-worker/adapters/redis_guards.hpp"

namespace worker {
namespace {

constexpr const char* keep_seconds = "691200";
constexpr const char* prefix = "applied:";

}  // namespace

bool RedisGuards::applied(const std::string& source_id) {
    const auto found = redis_.command({"EXISTS", prefix + source_id});
    return found && found->integer() > 0;
}

void RedisGuards::mark(const std::string& source_id) {
    (void)redis_.command({"SET", prefix + source_id, "1", "NX", "EX", keep_seconds});
}

}  // namespace worker
