#include "libs/runtime/program.hpp"
#include "services/poster/app/app.hpp"

int main(int argc, char** argv) {
    const runtime::ProgramInfo info{
        "sticker-poster", "Carries each action to Slack, under Slack's limits, effectively once."};
    return runtime::run_program<poster::Config>(info, argc, argv, poster::read_config, poster::run);
}
