#include "libs/crypto/hash.hpp"
#include "libs/crypto/uuid.hpp"
#include "proto/action.hpp"

namespace proto {
namespace {

// Our namespace for UUIDv5; a constant for ever, because ids of old records must stay what they
// were.
constexpr std::string_view space = "7b0f3c1e-5a52-4c5e-9d0a-5d1b6c7e2f10";

// Crockford's base 32: no I, L, O, U. https://www.crockford.com/base32.html
constexpr std::string_view crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

}  // namespace

ActionId action_id(const TeamId& team, std::string_view intent, std::string_view kind,
                   int ordinal) {
    // The unit separator cannot stand in any part, so no two different tuples meet.
    constexpr char unit = '\x1f';
    std::string name = team.value;
    name += unit;
    name += intent;
    name += unit;
    name += kind;
    name += unit;
    name += std::to_string(ordinal);
    return ActionId(crypto::uuid5(space, name));
}

std::string intent_of_trigger(const TeamId& team, std::string_view trigger_id) {
    return crypto::uuid5(space, "trigger:" + team.value + ":" + std::string(trigger_id));
}

std::string error_code(std::string_view id) {
    const std::string digest = crypto::sha256_hex(id);
    std::uint64_t bits = std::stoull(digest.substr(0, 10), nullptr, 16);  // 40 bits: 8 characters
    std::string code = "0000-0000";
    for (std::size_t i = code.size(); i-- > 0;) {
        if (code[i] == '-') continue;
        code[i] = crockford[bits & 31];
        bits >>= 5;
    }
    return code;
}

}  // namespace proto
