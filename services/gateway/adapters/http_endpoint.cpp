#include "services/gateway/adapters/http_endpoint.hpp"

#include <algorithm>
#include <future>
#include <utility>
#include <variant>

#include "proto/dead_letter.hpp"
#include "proto/topics.hpp"
#include "services/gateway/core/signature.hpp"

namespace gateway {
namespace {

constexpr base::Duration answer_by{2'600};
constexpr std::size_t requests_at_once = 64;
constexpr std::size_t max_body_bytes = 2u << 20;  // views come back in payloads with up to 250 kB

std::string header(const http::Request& request, std::string_view name) {
    const std::string* value = http::find_header(request.headers, name);
    return value ? *value : std::string();
}

static_assert(ReplyWaits::most < requests_at_once);

http::ServerConfig server_config(const std::string& address) {
    http::ServerConfig config;
    config.address = address;
    config.threads = requests_at_once;
    config.max_body_bytes = max_body_bytes;
    return config;
}

GenuineRequest genuine(const http::Request& request) {
    GenuineRequest genuine;
    genuine.body = request.body;
    genuine.is_form = header(request, "Content-Type").rfind("application/x-www-form-urlencoded", 0) == 0;
    if (genuine.is_form) genuine.form = http::parse_form(request.body);
    genuine.timestamp = header(request, "X-Slack-Request-Timestamp");
    genuine.retry_number = header(request, "X-Slack-Retry-Num");
    genuine.retry_reason = header(request, "X-Slack-Retry-Reason");
    return genuine;
}

}  // namespace

HttpEndpoint::HttpEndpoint(EndpointConfig config, stream::Sink& sink, websocket::Loop& loop,
                           const base::Clock& clock, telemetry::Log& log,
                           PrometheusFigures& figures)
    : config_(std::move(config)),
      sink_(sink),
      clock_(clock),
      log_(log),
      figures_(figures),
      waits_(loop, figures),
      server_(server_config(config_.address)) {
    server_.route("POST", "/slack/events", [this](const http::Request& request) { return take(request); });
    server_.on_fault([this](const std::string& what) { log_.error("request_failed", {{"what", what}}); });
}

base::Result<int> HttpEndpoint::start() { return server_.start(); }

http::Response HttpEndpoint::take(const http::Request& request) {
    const base::Time now = clock_.now();
    const std::string timestamp = header(request, "X-Slack-Request-Timestamp");
    const std::string signature = header(request, "X-Slack-Signature");
    const SignedRequest claim{http::count_header(request.headers, "X-Slack-Request-Timestamp"),
                              http::count_header(request.headers, "X-Slack-Signature"), timestamp,
                              signature, request.body};
    const Verdict verdict = verify(claim, config_.secrets, now);
    if (verdict != Verdict::genuine) {
        figures_.refused_request(to_text(verdict));
        return http::Response::text(401, "not signed by Slack\n");
    }
    Arrival arrival = read_request(genuine(request));
    if (const auto* check = std::get_if<UrlCheck>(&arrival)) {
        return http::Response::text(200, check->challenge);
    }
    if (std::holds_alternative<CertificateProbe>(arrival)) return http::Response::text(200, "");
    if (!open_) return http::Response::text(503, "not ready\n");
    if (const auto* unusable = std::get_if<Unusable>(&arrival)) {
        return bury(request.body, unusable->why, now);
    }
    return publish(std::get<Arrived>(std::move(arrival)), now);
}

http::Response HttpEndpoint::publish(Arrived arrived, base::Time now) {
    const SteadyTime received = clock_.steady();
    arrived.delivery.reply_to = config_.instance;
    const auto event = make_event(arrived.delivery, arrived.routing, arrived.payload, now);
    if (!event) return bury(arrived.payload, event.error(), now);
    if (event->payload.size() > proto::max_record_bytes) {
        return bury(arrived.payload, base::Error::never("too_large"), now);
    }
    const auto wait = event->reply_by ? waits_.expect(*event) : nullptr;
    if (!write(config_.topics.events, proto::encode(*event))) return refuse(arrived, *event);
    if (event->reply_by) return relay(arrived, *event, wait.get(), received);
    figures_.acked_after(passed_since(received));
    figures_.envelope(to_text(answer_kind(event->kind, arrived.routing)), "acked");
    return http::Response::text(200, "");
}

base::Duration HttpEndpoint::passed_since(SteadyTime received) const {
    return std::chrono::duration_cast<base::Duration>(clock_.steady() - received);
}

http::Response HttpEndpoint::refuse(const Arrived& arrived, const proto::Event& event) {
    const AnswerKind kind = answer_kind(event.kind, arrived.routing);
    if (const auto busy = busy_payload(kind, arrived.routing.first_input_block, event.id.value)) {
        figures_.envelope(to_text(kind), "busy");
        return http::Response::json(200, *busy);
    }
    figures_.unacked("broker");
    figures_.envelope(to_text(kind), "unacked");
    return http::Response::text(503, "not stored\n");
}

// What is stored and wants a reply: the worker's, or that the member shall press again.
http::Response HttpEndpoint::relay(const Arrived& arrived, const proto::Event& event,
                                   ReplyWaits::Wait* wait, SteadyTime received) {
    const AnswerKind kind = answer_kind(event.kind, arrived.routing);
    const auto left = std::max(answer_by - passed_since(received), base::Duration{0});
    if (const auto reply = wait ? wait->answer(left) : std::nullopt) {
        figures_.replied_after(passed_since(received));
        figures_.envelope(to_text(kind), "acked");
        return reply->empty() ? http::Response::text(200, "") : http::Response::json(200, *reply);
    }
    if (const auto again = again_payload(kind, arrived.routing.first_input_block, event.id.value)) {
        figures_.envelope(to_text(kind), "unanswered");
        return http::Response::json(200, *again);
    }
    figures_.unacked("no_reply");
    figures_.envelope(to_text(kind), "unacked");
    return http::Response::text(503, "no answer\n");
}

http::Response HttpEndpoint::bury(const std::string& body, const base::Error& why, base::Time now) {
    proto::DeadNote note;
    note.reason = why.code == "too_large" ? proto::DeadReason::too_large : proto::DeadReason::unusable;
    note.error = why.message();
    note.stage = "gateway";
    note.timestamp = now;
    note.first_seen = now;
    const bool durable = write(config_.topics.dead_letters, proto::dead_envelope(body, {}, note));
    figures_.envelope("dead", durable ? "dead" : "unacked");
    return http::Response::text(durable ? 200 : 503, "");
}

bool HttpEndpoint::write(const std::string& topic, proto::Wire record) {
    auto confirmed = std::make_shared<std::promise<bool>>();
    auto result = confirmed->get_future();
    sink_.publish({topic, std::move(record.key), std::move(record.headers), std::move(record.value), {}},
                  [confirmed, &figures = figures_](const base::Result<stream::Position>& where) {
                      if (!where && where.error().code == "queue_full") figures.limit_reached("queue");
                      confirmed->set_value(where.ok());
                  });
    return result.wait_for(answer_by) == std::future_status::ready && result.get();
}

}  // namespace gateway
