#include "libs/webapi/client.hpp"

#include <map>
#include <utility>

#include "libs/webapi/answer.hpp"
#include "libs/webapi/request.hpp"

namespace webapi {
namespace {

// Slack's own three and some: only a test's ports can come near it. All go then, and come again.
constexpr std::size_t most_clients = 8;

}  // namespace

struct Client::Impl {
    explicit Impl(Config c) : config(std::move(c)), api(http::parse_url(config.api_url)) {}

    http::Client& client_of(const std::string& origin);
    bool may_post_to(const http::Url& url) const;

    Config config;
    base::Result<http::Url> api;
    std::map<std::string, http::Client> clients;  // by origin, most_clients at most
};

http::Client& Client::Impl::client_of(const std::string& origin) {
    const auto found = clients.find(origin);
    if (found != clients.end()) return found->second;
    if (clients.size() >= most_clients) clients.clear();
    http::ClientConfig settings;
    settings.origin = origin;
    settings.connect_timeout = config.connect_timeout;
    settings.total_timeout = config.total_timeout;
    settings.proxy = config.proxy;
    settings.no_proxy = config.no_proxy;
    return clients.emplace(origin, http::Client(std::move(settings))).first->second;
}

// A response_url comes from outside (it travelled through Kafka): it must not make us call others.
bool Client::Impl::may_post_to(const http::Url& url) const {
    if (url.host == "hooks.slack.com" || url.host == "hooks.slack-gov.com") {
        return url.scheme == "https" && url.port == 443;
    }
    return api && url.host == api->host && url.scheme == api->scheme;
}

Client::Client(Config config) : impl_(std::make_unique<Impl>(std::move(config))) {}
Client::~Client() = default;
Client::Client(Client&&) noexcept = default;

base::Result<Answer> Client::call(const std::string& method, const base::Secret& token,
                                  const std::string& arguments) {
    if (!impl_->api) return impl_->api.error();
    const auto request = method_request(impl_->api->target, method, token, arguments);
    if (!request) return request.error();
    auto response = impl_->client_of(impl_->api->origin()).send(*request);
    if (!response) return response.error();
    return read_method_answer(std::move(*response));
}

base::Result<Answer> Client::post_response_url(const base::Secret& url, const std::string& body) {
    const auto parsed = http::parse_url(url.reveal());
    if (!parsed) return parsed.error();
    if (!impl_->may_post_to(*parsed)) return base::Error::never("foreign_host", parsed->host);
    http::Request request;
    request.method = "POST";
    const auto question = parsed->target.find('?');
    request.path = parsed->target.substr(0, question);
    if (question != std::string::npos) request.query = parsed->target.substr(question + 1);
    request.headers.emplace_back("Content-Type", "application/json; charset=utf-8");
    request.body = body;
    auto response = impl_->client_of(parsed->origin()).send(request);
    if (!response) return response.error();
    return read_response_url_answer(std::move(*response));
}

}  // namespace webapi
