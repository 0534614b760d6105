// Command lines: flags and sub-commands. The door of CLI11.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace runtime {

struct Flag {
    std::string name;      // "--port"
    std::string argument;  // "N"; empty: a switch without a value
    std::string about;
    bool repeatable = false;
};

struct Command {
    std::string name;  // "search"
    std::string about;
    std::vector<Flag> flags;
    std::string rest;  // what follows the flags, as --help shows it: "[QUERY…]"; empty: nothing may
};

// What was given.
struct Arguments {
    std::string command;  // the sub-command's name, empty where the program has none
    std::map<std::string, std::vector<std::string>> flags;  // by name; a switch has the value ""
    std::vector<std::string> rest;

    bool has(const std::string& flag) const { return flags.count(flag) > 0; }
    // The last value given for `flag`, or `fallback`.
    std::string value(const std::string& flag, const std::string& fallback = {}) const;
    std::vector<std::string> values(const std::string& flag) const;
};

}  // namespace runtime
