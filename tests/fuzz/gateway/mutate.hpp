// Frames that are almost right: the same ones for the same seed.
#pragma once

#include <random>
#include <string>
#include <vector>

namespace gateway_fuzz {

using Random = std::minstd_rand;

// One frame of `corpus` with one to four of its bytes or stretches changed, doubled, cut out,
// replaced by what a parser stumbles over, or crossed with another frame.
std::string mutate_bytes(const std::vector<std::string>& corpus, Random& random);

// One frame of `corpus` (JSON objects), still JSON, with one to three of its values replaced by
// null, numbers, texts, arrays or objects, or gone.
std::string mutate_tree(const std::vector<std::string>& corpus, Random& random);

}  // namespace gateway_fuzz
