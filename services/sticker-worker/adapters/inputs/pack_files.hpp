// The sticker packs on disk.
#pragma once

#include <memory>
#include <string>

#include "libs/base/result.hpp"
#include "libs/search/packs.hpp"

namespace worker {

// The packs that were built with this program.
std::string default_packs();

// The packs of the list with their lexicon, as search::load judges them. `list` is as below. Beside the
// packs, or in the folder of packs, the folder `lexicon` has the words (packs/lexicon); it may be
// missing. A folder that cannot be read is a complaint too.
search::Loaded read_packs(const std::string& list);

// `list`: folders, with commas between; each a pack, or a folder of packs. Error `bad_packs`
// (never): the context has one line per complaint, "file:line: reason".
base::Result<std::shared_ptr<const search::Catalog>> load_packs(const std::string& list);

}  // namespace worker
