#include <charconv>
#include <utility>

#include "libs/crypto/hash.hpp"
#include "libs/redis/client.hpp"

namespace redis {

std::int64_t Reply::integer() const {
    if (const auto* number = std::get_if<std::int64_t>(&value)) return *number;
    std::int64_t parsed = 0;
    if (const auto* words = std::get_if<std::string>(&value)) {
        const auto* const end = words->data() + words->size();
        const auto [at, fault] = std::from_chars(words->data(), end, parsed);
        if (fault != std::errc{} || at != end) return 0;
    }
    return parsed;
}

const std::string& Reply::text() const {
    static const std::string none;
    const auto* words = std::get_if<std::string>(&value);
    return words ? *words : none;
}

const std::vector<Reply>& Reply::items() const {
    static const std::vector<Reply> none;
    const auto* list = std::get_if<std::vector<Reply>>(&value);
    return list ? *list : none;
}

Script::Script(std::string text) : text_(std::move(text)), sha1_(crypto::sha1_hex(text_)) {}

}  // namespace redis
