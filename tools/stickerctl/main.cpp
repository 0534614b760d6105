#include "libs/runtime/program.hpp"
#include "services/sticker-worker/adapters/inputs/pack_files.hpp"
#include "tools/stickerctl/commands.hpp"
#include "tools/stickerctl/output.hpp"

namespace stickerctl {
namespace {

int run(const Config& config, runtime::Context& context) {
    const runtime::Arguments& arguments = context.arguments;
    if (arguments.command == "search") return search(config, arguments);
    if (arguments.command == "manifest") return manifest(arguments);
    if (arguments.command == "packs") return packs(arguments);
    if (arguments.command == "topics") return topics(config, arguments);
    if (arguments.command == "pause") return pause(config, arguments);
    if (arguments.command == "resume") return resume(config, arguments);
    if (arguments.command == "paused") return paused(config, arguments);
    if (arguments.command == "replay") return replay(config, arguments);
    return wrong_usage;
}

}  // namespace

Config read_config(runtime::Settings& settings) {
    Config config;
    config.packs = settings.text("STICKER_PACKS", worker::default_packs(),
                                 "folders of sticker packs, with commas between");
    config.bus = runtime::bus_settings(settings, "stickerctl");
    config.redis = runtime::redis_settings(settings);
    return config;
}

}  // namespace stickerctl

int main(int argc, char** argv) {
    runtime::ProgramInfo info{"stickerctl",
                              "Looks into the sticker bot: searches, topics, the past."};
    info.commands = {stickerctl::search_command(), stickerctl::manifest_command(),
                     stickerctl::packs_command(), stickerctl::topics_command(),
                     stickerctl::replay_command(),   stickerctl::pause_command(),
                     stickerctl::resume_command(),   stickerctl::paused_command()};
    info.epilogue =
        "stickerctl COMMAND --help says more. Exit: 0 done, 1 found something wrong, 2 wrong "
        "usage or settings.\n";
    return runtime::run_program<stickerctl::Config>(info, argc, argv, stickerctl::read_config,
                                                    stickerctl::run);
}
