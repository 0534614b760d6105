#include "libs/runtime/settings.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <string_view>

#include "libs/runtime/files.hpp"
#include "libs/runtime/names/known_names.hpp"

extern char** environ;

namespace runtime {
namespace {

constexpr std::size_t max_secret_file_bytes = 64 * 1024;

bool all_digits(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_address(std::string_view text) {
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos || !all_digits(text.substr(colon + 1))) return false;
    long port = 0;
    const std::string_view digits = text.substr(colon + 1);
    std::from_chars(digits.data(), digits.data() + digits.size(), port);
    return port <= 65535;
}

bool is_url(std::string_view text) {
    const auto starts = [&](std::string_view scheme) {
        return text.substr(0, scheme.size()) == scheme && text.size() > scheme.size();
    };
    return starts("https://") || starts("http://");
}

std::string join(const std::vector<std::string>& words, std::string_view between) {
    std::string text;
    for (const std::string& word : words) {
        if (!text.empty()) text += between;
        text += word;
    }
    return text;
}

}  // namespace

Environment process_environment() {
    Environment environment;
    for (char** entry = environ; *entry; ++entry) {
        const char* equals = std::strchr(*entry, '=');
        if (equals) environment.emplace(std::string(*entry, static_cast<std::size_t>(equals - *entry)), equals + 1);
    }
    return environment;
}

Settings::Settings(Environment environment) : environment_(std::move(environment)) {}

std::string Settings::read(const std::string& name, const SettingInfo& info) {
    infos_.push_back(info);
    const auto found = environment_.find(name);
    return found == environment_.end() ? std::string() : found->second;
}

std::string Settings::text(const std::string& name, const std::string& fallback,
                           const std::string& about) {
    const std::string value = read(name, {name, "text", fallback, about});
    return value.empty() ? fallback : value;
}

bool Settings::flag(const std::string& name, bool fallback, const std::string& about) {
    const std::string value = read(name, {name, "true|false", fallback ? "true" : "false", about});
    if (value.empty()) return fallback;
    if (value == "true" || value == "1") return true;
    if (value == "false" || value == "0") return false;
    complain(name, "is neither true nor false · want true or false");
    return fallback;
}

long Settings::number(const std::string& name, long fallback, long least, long most,
                      const std::string& unit, const std::string& about) {
    const std::string type = unit.empty() ? "number" : "number (" + unit + ")";
    const std::string value = read(name, {name, type, std::to_string(fallback), about});
    if (value.empty()) return fallback;
    long number = 0;
    const auto end = std::from_chars(value.data(), value.data() + value.size(), number);
    if (end.ec != std::errc{} || end.ptr != value.data() + value.size() || number < least ||
        number > most) {
        complain(name, "is not a whole number from " + std::to_string(least) + " to " +
                           std::to_string(most) + " · want, for example, " + std::to_string(fallback));
        return fallback;
    }
    return number;
}

std::string Settings::one_of(const std::string& name, const std::string& fallback,
                             const std::vector<std::string>& allowed, const std::string& about) {
    const std::string value = read(name, {name, join(allowed, "|"), fallback, about});
    if (value.empty()) return fallback;
    if (std::find(allowed.begin(), allowed.end(), value) != allowed.end()) return value;
    complain(name, "is not a value it can take · want one of " + join(allowed, ", "));
    return fallback;
}

std::string Settings::address(const std::string& name, const std::string& fallback,
                              const std::string& about) {
    const std::string value = read(name, {name, "host:port", fallback, about});
    if (value.empty()) return fallback;
    if (is_address(value)) return value;
    complain(name, "is no host:port · want, for example, " + fallback + " (port 0: a free one)");
    return fallback;
}

std::string Settings::url(const std::string& name, const std::string& fallback,
                          const std::string& about) {
    const std::string value = read(name, {name, "URL", fallback, about});
    if (value.empty()) return fallback;
    if (is_url(value)) return value;
    complain(name, "is no http(s) address · want, for example, " +
                       (fallback.empty() ? std::string("https://bot.example.org/") : fallback));
    return fallback;
}

base::Secret Settings::secret(const std::string& name, bool required, const Check& check,
                              const std::string& about) {
    std::string value = read(name, {name, "secret (or " + name + "_FILE=/path)", "", about, true});
    const auto file = environment_.find(name + "_FILE");
    if (file != environment_.end() && !file->second.empty()) {
        if (!value.empty()) {
            complain(name, "is given twice · want either " + name + " or " + name + "_FILE");
            return {};
        }
        auto content = read_file(file->second, max_secret_file_bytes);
        if (!content) {
            complain(name + "_FILE", "cannot be read (" + content.error().code +
                                         ") · want a file with the secret alone in it");
            return {};
        }
        value = *content;
        if (!value.empty() && value.back() == '\n') value.pop_back();
    }
    if (value.empty()) {
        if (required) complain(name, "is not set · " + about);
        return {};
    }
    if (const auto wrong = check ? check(value) : std::nullopt) {
        complain(name, *wrong);
        return {};
    }
    return base::Secret(std::move(value));
}

void Settings::complain(const std::string& name, const std::string& what) {
    complaints_.push_back(name + ": " + what);
}

std::vector<std::string> Settings::warnings() const {
    std::vector<std::string> lines;
    for (const auto& [name, value] : environment_) {
        if (!looks_like_ours(name) || is_known_name(name)) continue;
        lines.push_back(name + ": no setting has this name · did you mean " + nearest_name(name) + "?");
    }
    return lines;
}

}  // namespace runtime
