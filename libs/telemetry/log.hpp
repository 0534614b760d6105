// Structured logs on standard error. C++17-clean.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>

namespace telemetry {

enum class Level { debug, info, warn, error };
enum class Format { text, json };

struct Field {
    std::string_view name;
    std::variant<std::string_view, std::int64_t, double, bool> value;

    Field(std::string_view n, std::string_view v) : name(n), value(v) {}
    Field(std::string_view n, const std::string& v) : name(n), value(std::string_view(v)) {}
    Field(std::string_view n, const char* v) : name(n), value(std::string_view(v)) {}
    Field(std::string_view n, bool v) : name(n), value(v) {}
    Field(std::string_view n, double v) : name(n), value(v) {}
    template <class T, class = std::enable_if_t<std::is_integral_v<T>>>
    Field(std::string_view n, T v) : name(n), value(static_cast<std::int64_t>(v)) {}
};

// One line per event: {"at","level","program","event",…fields}. `event` is a stable snake_case word,
// the fields say the rest. Thread-safe; a line is written whole. Anything shaped like a Slack token,
// a hooks.slack.com address or a wss ticket is replaced by *** before it is written, as a last net:
// callers never pass secrets or members' words in the first place.
class Log {
public:
    using Fields = std::initializer_list<Field>;
    using Sink = void (*)(void* context, std::string_view line);

    Log(std::string program, Level level, Format format);
    // For tests: lines go to `sink` (without newline) instead of standard error.
    Log(std::string program, Level level, Format format, Sink sink, void* context);
    ~Log();

    void debug(std::string_view event, Fields fields = {}) { write(Level::debug, event, fields); }
    void info(std::string_view event, Fields fields = {}) { write(Level::info, event, fields); }
    void warn(std::string_view event, Fields fields = {}) { write(Level::warn, event, fields); }
    void error(std::string_view event, Fields fields = {}) { write(Level::error, event, fields); }

private:
    void write(Level level, std::string_view event, Fields fields);
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace telemetry
