// What a record of the replies topic is to this gateway: every gateway reads all of them.
#pragma once

#include <optional>
#include <string>

#include "libs/base/result.hpp"
#include "proto/reply.hpp"

namespace gateway {

// The reply, or nothing where it is meant for another gateway (which is not read any further).
// Errors as proto::decode_reply's: it names us and cannot be used, so its envelope has none.
base::Result<std::optional<proto::Reply>> read_reply(const proto::Wire& record,
                                                     const std::string& instance);

}  // namespace gateway
