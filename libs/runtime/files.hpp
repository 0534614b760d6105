// Files and folders read whole, for settings and sticker packs. Any thread.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "libs/base/result.hpp"

namespace runtime {

// The bytes of a regular file.
// Errors (never): `no_such_file`; `too_large`, more than max_bytes; `cannot_read`, no permission or
// no regular file. The context is the path and, where the system gave one, its reason.
base::Result<std::string> read_file(const std::string& path, std::size_t max_bytes);

// The paths (`path`/name) of the folders in a folder, sorted by bytes; names that begin with a dot
// are left out. Errors as above, without `too_large`.
base::Result<std::vector<std::string>> list_directories(const std::string& path);

}  // namespace runtime
