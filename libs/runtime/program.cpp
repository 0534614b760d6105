#include "libs/runtime/program.hpp"

#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <ctime>
#include <exception>

#include "libs/runtime/cli/command_line.hpp"
#include "libs/runtime/version.hpp"

namespace runtime {
namespace {

constexpr int usage_exit = 2;

sigset_t stop_signals() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    return set;
}

telemetry::Level level_from(const std::string& text) {
    if (text == "debug") return telemetry::Level::debug;
    if (text == "warn") return telemetry::Level::warn;
    if (text == "error") return telemetry::Level::error;
    return telemetry::Level::info;
}

struct LogConfig {
    telemetry::Level level;
    telemetry::Format format;
};

LogConfig log_settings(Settings& settings) {
    LogConfig config{};
    config.level = level_from(settings.one_of("LOG_LEVEL", "info", {"debug", "info", "warn", "error"},
                                              "least level that is written"));
    const bool terminal = isatty(STDERR_FILENO) != 0;
    const std::string format = settings.one_of("LOG_FORMAT", terminal ? "text" : "json", {"text", "json"},
                                               "text on a terminal, else json");
    config.format = format == "json" ? telemetry::Format::json : telemetry::Format::text;
    return config;
}

void print(std::FILE* file, const std::string& text) {
    std::fputs(text.c_str(), file);
    std::fflush(file);
}

}  // namespace

Signals::Signals() {
    const sigset_t set = stop_signals();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
}

bool Signals::stop_requested(std::chrono::milliseconds limit) {
    if (came_) return true;
    const sigset_t set = stop_signals();
    timespec wait{};
    wait.tv_sec = static_cast<std::time_t>(limit.count() / 1000);
    wait.tv_nsec = static_cast<long>(limit.count() % 1000) * 1'000'000;
    came_ = sigtimedwait(&set, nullptr, &wait) > 0;
    return came_;
}

void print_listening(const std::string& pairs) { print(stdout, "listening " + pairs + "\n"); }

int run_program_erased(const ProgramInfo& info, int argc, char** argv,
                       const std::function<void(Settings&)>& declare,
                       const std::function<int(Context&)>& work) {
    Settings settings(process_environment());
    declare(settings);
    const LogConfig log_config = log_settings(settings);
    const CommandLine line = parse_command_line(info, settings, argc, argv);
    print(stdout, line.out);
    print(stderr, line.err);
    if (line.exit) return *line.exit;
    for (const std::string& complaint : settings.complaints()) print(stderr, complaint + "\n");
    if (line.check) {
        for (const std::string& warning : settings.warnings()) print(stderr, "warning: " + warning + "\n");
    }
    if (!settings.complaints().empty()) return usage_exit;
    if (line.check) return 0;

    Signals signals;
    telemetry::Log log(info.name, log_config.level, log_config.format);
    for (const std::string& warning : settings.warnings()) {
        log.warn("unknown_setting", {{"what", warning}});
    }
    telemetry::Metrics metrics;
    metrics.gauge("build_info", "Always 1; the labels say which build runs",
                  {{"version", version()}, {"git", git_id()}})
        .set(1);
    Context context{log, metrics, signals, line.arguments};
    try {
        return work(context);
    } catch (const std::exception& fault) {
        log.error("program_failed", {{"what", fault.what()}});
        return 1;
    }
}

}  // namespace runtime
