#include "tools/stickerctl/replay/edge.hpp"

#include <charconv>
#include <optional>

#include "libs/base/time_text.hpp"

namespace stickerctl {
namespace {

template <class Number>
std::optional<Number> number_in(std::string_view text) {
    Number number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size() || number < 0)
        return std::nullopt;
    return number;
}

std::optional<base::Duration> unit_of(char letter) {
    switch (letter) {
        case 's':
            return std::chrono::seconds{1};
        case 'm':
            return std::chrono::minutes{1};
        case 'h':
            return std::chrono::hours{1};
        case 'd':
            return std::chrono::hours{24};
        default:
            return std::nullopt;
    }
}

std::optional<base::Time> ago(std::string_view text, base::Time now) {
    constexpr std::int64_t longest = 100'000;  // of any unit: no sum overflows
    if (text.size() < 3 || text.front() != '-') return std::nullopt;
    const auto unit = unit_of(text.back());
    const auto count = number_in<std::int64_t>(text.substr(1, text.size() - 2));
    if (!unit || !count || *count > longest) return std::nullopt;
    return now - *unit * *count;
}

std::optional<kafka::AtOffset> offset_in(std::string_view text) {
    const auto colon = text.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    const auto partition = number_in<std::int32_t>(text.substr(0, colon));
    const auto offset = number_in<std::int64_t>(text.substr(colon + 1));
    if (!partition || !offset) return std::nullopt;
    return kafka::AtOffset{*partition, *offset};
}

}  // namespace

base::Result<kafka::Edge> edge_from(const std::string& text, base::Time now) {
    if (text == "now") return kafka::Edge{now};
    if (const auto before = ago(text, now)) return kafka::Edge{*before};
    if (const auto offset = offset_in(text)) return kafka::Edge{*offset};
    if (const auto time = base::from_rfc3339(text)) return kafka::Edge{*time};
    return base::Error::never(
        "bad_edge", "'" + text + "': want a time with zone (2026-11-24T09:00:00+09:00), " +
                        "-2h (s, m, h, d), now, or PARTITION:OFFSET");
}

std::string to_text(const kafka::Edge& edge) {
    if (const auto* time = std::get_if<base::Time>(&edge)) return base::to_rfc3339(*time);
    const auto& at = std::get<kafka::AtOffset>(edge);
    return std::to_string(at.partition) + ":" + std::to_string(at.offset);
}

}  // namespace stickerctl
