// The gateway's counters, for Prometheus.
#pragma once

#include <string>
#include <string_view>

#include "libs/telemetry/metrics.hpp"
#include "services/gateway/core/ports.hpp"

namespace gateway {

// Thread-safe.
class PrometheusFigures final : public Figures {
public:
    explicit PrometheusFigures(telemetry::Metrics& metrics);

    void envelope(std::string_view kind, std::string_view outcome) override;
    void acked_after(base::Duration since_receipt) override;
    void replied_after(base::Duration since_receipt) override;
    void unacked(std::string_view reason) override;
    void reply(std::string_view outcome) override;
    void limit_reached(std::string_view limit) override;

    void refused_request(std::string_view verdict);         // HTTP mode: 401
    void connect_failed(std::string_view reason);           // Socket Mode: URL call, dial or upgrade
    void disconnected(std::string_view reason);             // what Slack gave for a reason
    void sockets(std::size_t live, std::size_t all);
    void lease(std::size_t wanted, std::size_t leased, bool away);
    void slack_counts(int connections);                     // hello.num_connections
    void under_way(std::size_t envelopes);

private:
    telemetry::Metrics& metrics_;
    telemetry::Histogram ack_seconds_, reply_seconds_;
};

}  // namespace gateway
