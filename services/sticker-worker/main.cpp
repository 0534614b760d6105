#include "libs/runtime/program.hpp"
#include "services/sticker-worker/app/app.hpp"

int main(int argc, char** argv) {
    const runtime::ProgramInfo info{"sticker-worker",
                                    "Reads what members did and decides what Slack should show."};
    return runtime::run_program<worker::Config>(info, argc, argv, worker::read_config, worker::run);
}
