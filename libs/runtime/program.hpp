// What every program of ours does the same: flags, settings, signals, logs.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "libs/runtime/arguments.hpp"
#include "libs/runtime/settings.hpp"
#include "libs/telemetry/log.hpp"
#include "libs/telemetry/metrics.hpp"

namespace runtime {

// SIGTERM and SIGINT as a flag to wait for. One per process, made before any thread.
class Signals {
public:
    Signals();  // blocks the two for all threads; SIGPIPE is ignored
    // True when one has come; waits up to `limit` for it. By one thread (main's).
    bool stop_requested(std::chrono::milliseconds limit);

private:
    bool came_ = false;
};

struct Context {
    telemetry::Log& log;
    telemetry::Metrics& metrics;
    Signals& signals;
    const Arguments& arguments;
};

// What a program is: its name, one line about it, its flags or sub-commands beside the common
// --help, --version and --check, and what --help says last.
struct ProgramInfo {
    std::string name;
    std::string about;
    std::vector<Flag> flags = {};
    std::vector<Command> commands = {};
    std::string epilogue = {};
};

// --help, --version, --check, LOG_LEVEL, LOG_FORMAT, complaints and warnings as interface.md words
// them; then `work`. Exit codes: 0 done, 2 wrong usage or settings, 1 anything that ended the work.
// An exception out of `work` is logged and is exit 1: this is the thread entry's one catch.
template <class Config>
int run_program(const ProgramInfo& info, int argc, char** argv,
                const std::function<Config(Settings&)>& declare,
                const std::function<int(const Config&, Context&)>& work);

// The untemplated inside: `declare` fills the caller's config.
int run_program_erased(const ProgramInfo& info, int argc, char** argv,
                       const std::function<void(Settings&)>& declare,
                       const std::function<int(Context&)>& work);

template <class Config>
int run_program(const ProgramInfo& info, int argc, char** argv,
                const std::function<Config(Settings&)>& declare,
                const std::function<int(const Config&, Context&)>& work) {
    std::unique_ptr<Config> config;
    return run_program_erased(
        info, argc, argv,
        [&](Settings& settings) { config = std::make_unique<Config>(declare(settings)); },
        [&](Context& context) { return work(*config, context); });
}

// "listening name=value …" on standard output, flushed: what scripts wait for.
void print_listening(const std::string& pairs);

}  // namespace runtime
