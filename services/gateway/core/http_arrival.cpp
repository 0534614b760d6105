#include "services/gateway/core/http_arrival.hpp"

#include <algorithm>
#include <charconv>

#include "libs/crypto/hash.hpp"
#include "libs/slack/answers.hpp"

namespace gateway {
namespace {

using Form = std::vector<std::pair<std::string, std::string>>;

std::size_t count(const Form& form, const char* name) {
    return static_cast<std::size_t>(std::count_if(
        form.begin(), form.end(), [&](const auto& field) { return field.first == name; }));
}

const std::string& value_of(const Form& form, const char* name) {
    static const std::string none;
    const auto found = std::find_if(form.begin(), form.end(),
                                    [&](const auto& field) { return field.first == name; });
    return found == form.end() ? none : found->second;
}

// HTTP has no envelope id; the same bytes at the same second are the same delivery.
std::string made_up_id(const GenuineRequest& request) {
    return "http-" + crypto::sha256_hex(request.timestamp + ":" + request.body).substr(0, 32);
}

Arrival arrive(const GenuineRequest& request, proto::EventKind kind, std::string payload) {
    auto routing = slack::read_routing(payload);
    if (!routing) return Unusable{routing.error()};
    Arrived arrived;
    arrived.delivery.kind = kind;
    arrived.delivery.envelope_id = made_up_id(request);
    arrived.delivery.accepts_reply = kind != proto::EventKind::events_api;
    std::from_chars(request.retry_number.data(),
                    request.retry_number.data() + request.retry_number.size(),
                    arrived.delivery.retry_attempt);
    arrived.delivery.retry_reason = request.retry_reason;
    arrived.routing = std::move(*routing);
    arrived.payload = std::move(payload);
    return arrived;
}

Arrival read_form(const GenuineRequest& request) {
    const std::size_t payloads = count(request.form, "payload");
    const std::size_t commands = count(request.form, "command");
    if (payloads == 1 && commands == 0) {
        return arrive(request, proto::EventKind::interactive, value_of(request.form, "payload"));
    }
    if (commands == 1 && payloads == 0) {
        return arrive(request, proto::EventKind::slash_command, slack::command_payload(request.form));
    }
    if (payloads == 0 && commands == 0 && value_of(request.form, "ssl_check") == "1") {
        return CertificateProbe{};
    }
    return Unusable{base::Error::never("unusable", "neither one payload nor one command in the form")};
}

}  // namespace

Arrival read_request(const GenuineRequest& request) {
    if (request.is_form) return read_form(request);
    if (std::string challenge = slack::url_challenge(request.body); !challenge.empty()) {
        return UrlCheck{std::move(challenge)};
    }
    return arrive(request, proto::EventKind::events_api, request.body);
}

}  // namespace gateway
