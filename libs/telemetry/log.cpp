#include "libs/telemetry/log.hpp"

#include <spdlog/logger.h>
#include <spdlog/sinks/stdout_sinks.h>

#include "libs/telemetry/line.hpp"

namespace telemetry {

struct Log::Impl {
    std::string program;
    Level level;
    Format format;
    Sink sink = nullptr;
    void* context = nullptr;
    std::unique_ptr<spdlog::logger> out;
};

Log::Log(std::string program, Level level, Format format)
    : Log(std::move(program), level, format, nullptr, nullptr) {
    auto sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
    impl_->out = std::make_unique<spdlog::logger>("log", std::move(sink));
    impl_->out->set_pattern("%v");
    impl_->out->flush_on(spdlog::level::trace);
}

Log::Log(std::string program, Level level, Format format, Sink sink, void* context)
    : impl_(std::make_unique<Impl>()) {
    impl_->program = std::move(program);
    impl_->level = level;
    impl_->format = format;
    impl_->sink = sink;
    impl_->context = context;
}

Log::~Log() = default;

void Log::write(Level level, std::string_view event, Fields fields) {
    if (level < impl_->level) return;
    const base::Time now = base::SystemClock{}.now();
    std::string line = impl_->format == Format::json
                           ? json_line(now, level, impl_->program, event, fields)
                           : text_line(now, level, impl_->program, event, fields);
    line = without_secrets(std::move(line));
    if (impl_->sink) {
        impl_->sink(impl_->context, line);
    } else if (impl_->out) {
        impl_->out->info(spdlog::string_view_t(line.data(), line.size()));
    }
}

}  // namespace telemetry
