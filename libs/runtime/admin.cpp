#include "libs/runtime/admin.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "libs/http/server.hpp"
#include "libs/runtime/program.hpp"

namespace runtime {
namespace {

class HttpAdmin final : public Admin {
public:
    HttpAdmin(const std::string& address, Readiness& readiness, telemetry::Metrics& metrics,
              AdminHooks hooks)
        : readiness_(readiness),
          metrics_(metrics),
          hooks_(std::move(hooks)),
          server_(config(address)) {
        server_.route("GET", "/livez", [this](const http::Request&) { return livez(); });
        server_.route("GET", "/readyz", [this](const http::Request&) { return readyz(); });
        server_.route("GET", "/metrics", [this](const http::Request&) { return metrics_page(); });
        server_.route("GET", "/debug/state", [this](const http::Request&) {
            return http::Response::json(200, hooks_.state ? hooks_.state() : "{}");
        });
    }

    base::Result<int> start() { return server_.start(); }

private:
    static http::ServerConfig config(const std::string& address) {
        http::ServerConfig config;
        config.address = address;
        config.threads = 2;
        return config;
    }
    http::Response livez() {
        const bool alive = !hooks_.alive || hooks_.alive();
        return http::Response::text(alive ? 200 : 503, alive ? "ok\n" : "stuck\n");
    }
    http::Response readyz() {
        return http::Response::json(readiness_.ready() ? 200 : 503, readiness_.report());
    }
    http::Response metrics_page() {
        if (hooks_.refresh) hooks_.refresh();
        http::Response response;
        response.headers.emplace_back("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
        response.body = metrics_.text();
        return response;
    }

    Readiness& readiness_;
    telemetry::Metrics& metrics_;
    AdminHooks hooks_;
    http::Server server_;
};

}  // namespace

void Readiness::expect(const std::string& condition, const std::string& why) {
    base::Lock lock(mutex_);
    conditions_[condition] = {false, why};
}

void Readiness::set(const std::string& condition, bool holds, const std::string& why) {
    base::Lock lock(mutex_);
    conditions_[condition] = {holds, why};
}

void Readiness::withdraw(const std::string& why) {
    base::Lock lock(mutex_);
    withdrawn_ = why;
}

bool Readiness::ready() const {
    base::Lock lock(mutex_);
    if (!withdrawn_.empty()) return false;
    for (const auto& [name, condition] : conditions_) {
        if (!condition.holds) return false;
    }
    return true;
}

std::string Readiness::report() const {
    const bool is_ready = ready();
    base::Lock lock(mutex_);
    nlohmann::ordered_json report{{"ready", is_ready}};
    if (!withdrawn_.empty()) report["withdrawn"] = withdrawn_;
    auto conditions = nlohmann::ordered_json::object();
    for (const auto& [name, condition] : conditions_) {
        conditions[name] = {{"ok", condition.holds}, {"why", condition.why}};
    }
    report["conditions"] = std::move(conditions);
    return report.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

std::unique_ptr<Admin> open_admin(const std::string& address, Readiness& readiness,
                                  Context& context, AdminHooks hooks, const std::string& also) {
    auto admin = std::make_unique<HttpAdmin>(address, readiness, context.metrics, std::move(hooks));
    const auto port = admin->start();
    if (!port) {
        context.log.error("cannot_listen", {{"error", port.error().message()}});
        return nullptr;
    }
    print_listening("admin=http://127.0.0.1:" + std::to_string(*port) + also);
    return admin;
}

}  // namespace runtime
