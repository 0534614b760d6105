#include "libs/telemetry/line.hpp"

#include <array>
#include <cmath>
#include <cstdio>

#include "libs/base/time_text.hpp"

namespace telemetry {
namespace {

// Length of the valid UTF-8 sequence at the front of `text`, 0 when it is none.
std::size_t sequence_length(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(0);
    if (lead < 0x80) return 1;
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || text.size() < length) return 0;
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0) != 0x80) return 0;
    }
    if (lead == 0xE0 && byte(1) < 0xA0) return 0;
    if (lead == 0xED && byte(1) > 0x9F) return 0;
    if (lead == 0xF0 && byte(1) < 0x90) return 0;
    if (lead == 0xF4 && byte(1) > 0x8F) return 0;
    return length;
}

void append_escaped(std::string& out, std::string_view text) {
    while (!text.empty()) {
        const char c = text[0];
        const std::size_t length = sequence_length(text);
        if (length == 0) {
            out += "\xEF\xBF\xBD";
            text.remove_prefix(1);
            continue;
        }
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
            std::array<char, 8> code{};
            std::snprintf(code.data(), code.size(), "\\u%04x", static_cast<unsigned>(c));
            out += code.data();
        } else {
            out.append(text.substr(0, length));
        }
        text.remove_prefix(length);
    }
}

std::string number_text(double value) {
    if (!std::isfinite(value)) return "null";
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.6g", value);
    return text.data();
}

void append_quoted(std::string& out, std::string_view text) {
    out += '"';
    append_escaped(out, text);
    out += '"';
}

void append_json_value(std::string& out, const Field& field) {
    if (const auto* text = std::get_if<std::string_view>(&field.value)) {
        append_quoted(out, *text);
    } else if (const auto* whole = std::get_if<std::int64_t>(&field.value)) {
        out += std::to_string(*whole);
    } else if (const auto* real = std::get_if<double>(&field.value)) {
        out += number_text(*real);
    } else {
        out += std::get<bool>(field.value) ? "true" : "false";
    }
}

bool plain(std::string_view text) {
    for (const char c : text) {
        if (static_cast<unsigned char>(c) <= 0x20 || c == '"' || c == '\\' || c == 0x7f) return false;
    }
    return !text.empty();
}

bool ends_secret(char c) {
    return static_cast<unsigned char>(c) <= 0x20 || c == '"' || c == '\'' || c == '\\' || c == ',' ||
           c == ')' || c == '>';
}

}  // namespace

std::string_view to_text(Level level) {
    switch (level) {
        case Level::debug: return "debug";
        case Level::info: return "info";
        case Level::warn: return "warn";
        case Level::error: return "error";
    }
    return "error";
}

std::string json_line(base::Time at, Level level, std::string_view program, std::string_view event,
                      Log::Fields fields) {
    std::string out = "{\"at\":\"" + base::to_rfc3339(at) + "\",\"level\":\"";
    out += to_text(level);
    out += "\",\"program\":";
    append_quoted(out, program);
    out += ",\"event\":";
    append_quoted(out, event);
    for (const Field& field : fields) {
        out += ',';
        append_quoted(out, field.name);
        out += ':';
        append_json_value(out, field);
    }
    out += '}';
    return out;
}

std::string text_line(base::Time at, Level level, std::string_view program, std::string_view event,
                      Log::Fields fields) {
    std::string out = base::to_rfc3339(at).substr(11, 12) + ' ';
    std::string name(to_text(level));
    name.resize(6, ' ');
    out += name;
    out += program;
    out += "  ";
    out += event;
    for (const Field& field : fields) {
        out += ' ';
        out += field.name;
        out += '=';
        const auto* text = std::get_if<std::string_view>(&field.value);
        if (text && plain(*text)) {
            append_escaped(out, *text);
        } else {
            append_json_value(out, field);
        }
    }
    return out;
}

std::string without_secrets(std::string line) {
    static constexpr std::array<std::string_view, 6> marks{
        "xoxb-", "xoxp-", "xoxe", "xapp-", "hooks.slack", "ticket="};
    for (const std::string_view mark : marks) {
        std::size_t from = 0;
        while ((from = line.find(mark, from)) != std::string::npos) {
            std::size_t end = from;
            while (end < line.size() && !ends_secret(line[end])) ++end;
            line.replace(from, end - from, "***");
            from += 3;
        }
    }
    return line;
}

}  // namespace telemetry
