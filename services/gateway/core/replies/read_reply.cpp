#include "services/gateway/core/replies/read_reply.hpp"

#include <utility>

namespace gateway {

base::Result<std::optional<proto::Reply>> read_reply(const proto::Wire& record,
                                                     const std::string& instance) {
    if (record.header("x-reply-to") != instance) return std::optional<proto::Reply>();
    auto reply = proto::decode_reply(record);
    if (!reply) return reply.error();
    return std::optional<proto::Reply>(std::move(*reply));
}

}  // namespace gateway
