// The body of a genuine HTTP request. The first byte says whether it is called a form.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string_view>

#include "libs/http/message.hpp"
#include "services/gateway/core/http_arrival.hpp"

namespace {

using nlohmann::json;

constexpr std::size_t id_length = 37;  // "http-" and 32 hex digits

gateway::GenuineRequest request_of(std::string_view body, bool form) {
    gateway::GenuineRequest request;
    request.body = body;
    request.is_form = form;
    if (form) request.form = http::parse_form(body);
    request.timestamp = "1795491697";
    return request;
}

bool has_field(const gateway::GenuineRequest& request, std::string_view name) {
    for (const auto& field : request.form) {
        if (field.first == name) return true;
    }
    return false;
}

// The first promise that was broken; nullptr for none.
const char* broken(const gateway::GenuineRequest& request) {
    const auto arrival = gateway::read_request(request);
    if (const auto* check = std::get_if<gateway::UrlCheck>(&arrival)) {
        if (request.is_form) return "a form that is a check of the URL";
        return check->challenge.empty() ? "nothing to send back" : nullptr;
    }
    if (std::get_if<gateway::CertificateProbe>(&arrival) != nullptr) {
        const bool more = has_field(request, "payload") || has_field(request, "command");
        return !request.is_form || more ? "ssl_check opens a way around" : nullptr;
    }
    if (const auto* unusable = std::get_if<gateway::Unusable>(&arrival)) {
        return unusable->why.code.empty() ? "unusable without a reason" : nullptr;
    }
    const auto& arrived = std::get<gateway::Arrived>(arrival);
    if (!json::parse(arrived.payload, nullptr, false).is_object()) return "a payload that is none";
    if (!request.is_form && arrived.payload != request.body) return "an event that was touched";
    if (arrived.delivery.envelope_id.size() != id_length) return "a strange id";
    if (arrived.delivery.accepts_reply != request.is_form) return "a reply in the wrong place";
    const auto again = gateway::read_request(request);
    const auto* same = std::get_if<gateway::Arrived>(&again);
    return same == nullptr || same->delivery.envelope_id != arrived.delivery.envelope_id
               ? "the same bytes have two ids"
               : nullptr;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view body(reinterpret_cast<const char*>(data) + 1, size - 1);
    if (const char* promise = broken(request_of(body, data[0] == 'f'))) {
        std::fprintf(stderr, "broken: %s\n", promise);
        std::abort();
    }
    return 0;
}
