#include <utility>

#include "services/gateway/adapters/http_endpoint.hpp"
#include "services/gateway/app/transport.hpp"

namespace gateway {
namespace {

class HttpTransport final : public Transport {
public:
    explicit HttpTransport(TransportParts parts)
        : readiness_(parts.readiness),
          host_(parts.config.http_address.substr(0, parts.config.http_address.rfind(':'))),
          endpoint_({parts.config.http_address,
                     {parts.config.signing_secret},
                     parts.topics,
                     parts.instance},
                    parts.sink, parts.loop, parts.clock, parts.context.log, parts.figures) {
        readiness_.expect("slack", "not listening yet");
    }

    base::Result<std::string> listen() override {
        const auto port = endpoint_.start();
        if (!port) return port.error();
        return " http=http://" + host_ + ":" + std::to_string(*port) + "/slack/events";
    }
    void open() override {
        endpoint_.open(true);
        readiness_.set("slack", true, "listening for signed requests");
    }
    void refresh() override {}
    void drain(base::Duration) override { endpoint_.stop(); }  // each request ends within 2.6 s
    void reply(proto::Reply reply) override { endpoint_.reply(std::move(reply)); }
    bool alive() const override { return true; }  // each request has its own deadline
    std::string state() override { return R"({"transport":"http"})"; }

private:
    runtime::Readiness& readiness_;
    std::string host_;
    HttpEndpoint endpoint_;
};

}  // namespace

std::unique_ptr<Transport> make_http_transport(TransportParts parts) {
    return std::make_unique<HttpTransport>(std::move(parts));
}

}  // namespace gateway
