// Inputs that are almost right: the same ones for the same seed.
#pragma once

#include <random>
#include <string>
#include <vector>

namespace fuzz {

using Random = std::minstd_rand;

// One input of `corpus` with one to four of its bytes or stretches changed, doubled, cut out,
// replaced by what a parser stumbles over, or crossed with another one.
std::string mutate_bytes(const std::vector<std::string>& corpus, Random& random);

// One input of `corpus` (JSON objects), still JSON, with one to three of its values replaced by
// null, numbers, texts, arrays or objects, or gone.
std::string mutate_tree(const std::vector<std::string>& corpus, Random& random);

}  // namespace fuzz
