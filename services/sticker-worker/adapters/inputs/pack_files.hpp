// The sticker packs on disk.
#pragma once

#include <memory>
#include <string>

#include "libs/base/result.hpp"
#include "libs/search/catalog.hpp"

namespace worker {

// The packs that were built with this program.
std::string default_packs();

// `list`: folders, with commas between; each a pack, or a folder of packs. Error `bad_packs`
// (never): the context has one line per complaint, "file:line: reason".
base::Result<std::shared_ptr<const search::Catalog>> load_packs(const std::string& list);

}  // namespace worker
