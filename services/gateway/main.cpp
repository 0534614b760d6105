#include "libs/runtime/program.hpp"
#include "services/gateway/app/app.hpp"

int main(int argc, char** argv) {
    const runtime::ProgramInfo info{
        "sticker-gateway", "Holds the sockets (or the HTTP endpoint), stores each delivery, then acks it."};
    return runtime::run_program<gateway::Config>(info, argc, argv, gateway::read_config, gateway::run);
}
