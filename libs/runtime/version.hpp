// Which build this is.
#pragma once

namespace runtime {

const char* version();  // "0.1.0"
const char* git_id();   // "1a2b3c4d5e6f", with "-dirty" where the tree was; "unknown" outside git

}  // namespace runtime
