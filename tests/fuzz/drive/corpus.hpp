// Kept inputs: what once was found, and what the people who wrote a target thought of.
#pragma once

#include <string>
#include <vector>

namespace fuzz {

// The content of every file in the folder and below it, each once, in an order that is the same
// everywhere. A file found.hex holds one input a line, in hex digits: what tests/fuzz/run kept.
std::vector<std::string> read_corpus(const std::string& folder);

}  // namespace fuzz
