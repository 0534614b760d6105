// A member of a consumer group (range assignor, eager; see docs on librdkafka 2.0.2).
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "libs/kafka/config.hpp"
#include "libs/stream/ports.hpp"

namespace kafka {

// Used by one thread; state() from any. Joins the group at construction; the destructor leaves it.
// Reads from the earliest record where the group has no offset.
class Consumer final : public stream::Source {
public:
    Consumer(const ClientConfig& config, const std::string& group,
             const std::vector<std::string>& topics);
    ~Consumer() override;

    std::vector<stream::Record> poll(base::Duration wait, std::size_t limit,
                                     stream::Assignments& listener) override;
    void pause(const stream::Partition& partition) override;
    void resume(const stream::Partition& partition) override;
    void store(const stream::Partition& partition, std::int64_t next_offset) override;

    // Leaves the group: commits what is stored, revokes through `listener`. After it, poll() is
    // empty. Waits for the brokers up to `limit`: what is not committed by then comes again.
    void close(stream::Assignments& listener, base::Duration limit);
    ClientState state() const;
    // High watermark minus stored position over the assigned partitions, as last seen.
    std::int64_t lag() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace kafka
