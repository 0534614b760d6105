// The NO_PROXY convention, the same for every connection of ours. C++17-clean.
#pragma once

#include <string_view>

namespace base {

// Whether `no_proxy` names the host: "*", "host", "host:port", ".suffix" or "suffix" (which stands
// for itself and everything below it), comma separated, spaces ignored, without case.
bool bypasses_proxy(std::string_view no_proxy, std::string_view host, int port);

}  // namespace base
