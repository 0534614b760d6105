// The JSON that a call sends.
#pragma once

#include <string>

#include "libs/base/result.hpp"
#include "services/poster/core/ports.hpp"

namespace poster {

// Error `bad_arguments` (never): the action's arguments are no JSON object.
base::Result<std::string> body_of(const Call& call);

// What a page of a conversation's history says about the action `id`.
struct Sight {
    bool readable = false;  // it is such a page
    std::string ts;         // of its message, the oldest of several; empty: not on this page
    std::string spare;      // the newest of several
    std::string more;       // the next page's cursor, empty: this is the last one
};
Sight sight_of(const std::string& answer, const std::string& id);

}  // namespace poster
