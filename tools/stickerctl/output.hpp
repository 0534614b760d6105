// What a command says: text for people, or with --json one object a line.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "libs/base/error.hpp"
#include "libs/runtime/bus.hpp"

namespace stickerctl {

// How a command ended: interface.md's exit codes.
enum Exit { done = 0, found_something_wrong = 1, wrong_usage = 2 };

void print_line(const std::string& text);
void print_json(const nlohmann::ordered_json& object);
// On standard error.
void complain(const std::string& text);
// The same for what went wrong on the bus, worded as a setting's complaint: which, what, and the
// mend.
void complain_of_bus(const runtime::BusConfig& bus, const base::Error& error);

}  // namespace stickerctl
