// argv → Arguments, or an answer to print. Private to this room.
#pragma once

#include <optional>
#include <string>

#include "libs/runtime/arguments.hpp"
#include "libs/runtime/program.hpp"

namespace runtime {

struct CommandLine {
    Arguments arguments;
    bool check = false;
    // Set when the program shall only print something and end (help, version, wrong usage).
    std::optional<int> exit;
    std::string out, err;
};

CommandLine parse_command_line(const ProgramInfo& info, const Settings& settings, int argc,
                               char** argv);

}  // namespace runtime
