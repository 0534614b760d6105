#include "services/gateway/adapters/slack_sockets.hpp"

#include <utility>

#include "libs/crypto/hash.hpp"
#include "services/gateway/core/advice.hpp"

namespace gateway {
namespace {

constexpr int normal_closure = 1000;  // RFC 6455, 7.4.1
constexpr base::Duration acks_first{3'000};  // an ack has no way but its own socket
constexpr std::string_view see_the_token =
    "look at SLACK_APP_TOKEN · it begins with xapp · api.slack.com/apps › Basic Information › "
    "App-Level Tokens, scope connections:write; Socket Mode must be on";

// A metric's word for a failed connect: "upgrade_409", "connect_failed".
std::string failure_word(const base::Error& why) {
    if (why.code != "upgrade_refused") return why.code;
    const auto digits = why.context.find_first_of("0123456789");
    return digits == std::string::npos ? "upgrade_no_answer" : "upgrade_" + why.context.substr(digits);
}

std::string_view mend_or(std::string_view code, std::string_view otherwise) {
    const std::string_view mend = mend_for(code);
    return mend.empty() ? otherwise : mend;
}

}  // namespace

SlackSockets::SlackSockets(websocket::Loop& loop, SocketConfig config, const base::Clock& clock,
                           telemetry::Log& log, PrometheusFigures& figures)
    : loop_(loop),
      config_(std::move(config)),
      clock_(clock),
      log_(log),
      figures_(figures),
      plan_(config_.limits, crypto::random_u64()),
      lease_(crypto::random_hex(8), config_.limits.sockets) {}

SlackSockets::~SlackSockets() = default;

void SlackSockets::connect_to(Desk& desk, SocketQuestions questions) {
    desk_ = &desk;
    questions_ = std::move(questions);
}

void SlackSockets::tick() {
    step();
    desk_->tick(now());
    say_goodbyes();
    figures_.sockets(plan_.live(), plan_.count());
    figures_.lease(lease_.wanted(), lease_.leased(), lease_.is_away());
    figures_.under_way(desk_->under_way());
}

void SlackSockets::step() {
    lease_.holds(plan_, now());
    if (const auto claim = lease_.next_claim(now())) questions_.claim(*claim);
    plan_.allow(lease_.allowance(now()));
    plan_.tick(now());
    carry_out();
}

void SlackSockets::lease_answer(const base::Result<LeaseAnswer>& answer) {
    const bool was_away = lease_.is_away();
    if (answer) {
        lease_.answered(*answer, now());
    } else {
        lease_.away();
    }
    if (!was_away && lease_.is_away()) {
        log_.warn("lease_store_away",
                  {{"error", answer.error().message()},
                   {"keeps", lease_.allowance(now()).sockets},
                   {"mend", "look at REDIS_URL and its Redis; what is held is kept meanwhile"}});
    }
    if (was_away && !lease_.is_away()) log_.info("lease_store_back", {{"leased", lease_.leased()}});
    step();
}

void SlackSockets::carry_out() {
    for (const Command& command : plan_.take_commands()) {
        if (command.what == Command::What::ask_url) {
            questions_.ask_url(command.connection);
        } else if (command.what == Command::What::dial) {
            dial(command.connection, command.url);
        } else if (const auto found = clients_.find(command.connection); found != clients_.end()) {
            carry_out(command, *found->second);
        }
    }
}

void SlackSockets::carry_out(const Command& command, websocket::Client& client) {
    if (command.what == Command::What::ping) client.ping();
    if (command.what == Command::What::close) {
        closing_.emplace(command.connection, now() + acks_first);
        say_goodbyes();
    }
    if (command.what == Command::What::drop) {
        log_.warn("socket_dropped", {{"connection", command.connection}});
        gone(command.connection);
    }
}

void SlackSockets::say_goodbyes() {
    std::erase_if(closing_, [this](const auto& entry) {
        const auto& [connection, until] = entry;
        if (now() < until && desk_->under_way(connection) > 0) return false;
        const auto client = clients_.find(connection);
        if (client != clients_.end()) client->second->close(normal_closure, "");
        return true;
    });
}

void SlackSockets::url_answer(Connection connection, base::Result<std::string> url) {
    if (url) {
        plan_.got_url(connection, *url, now());
    } else {
        refused(connection, judge_refusal(url.error()));
    }
    carry_out();
}

void SlackSockets::refused(Connection connection, const base::Error& why) {
    figures_.connect_failed(why.code);
    if (why.retry == base::Retry::never) {
        log_.error("slack_refuses_app_token", {{"error", why.message()},
                                               {"mend", mend_or(why.code, see_the_token)},
                                               {"retry_in_s", config_.limits.fatal_retry.count() / 1000}});
    } else {
        log_.warn("no_socket_address", {{"error", why.message()},
                                        {"mend", mend_or(why.code, "none: it is tried again")}});
    }
    plan_.no_url(connection, why, now());
}

std::string SlackSockets::trouble() const {
    const std::string& code = plan_.trouble();
    const std::string_view mend = mend_for(code);
    return mend.empty() ? code : code + ": " + std::string(mend);
}

void SlackSockets::dial(Connection connection, const std::string& url) {
    websocket::ClientConfig config;
    config.url = url;
    config.proxy = config_.proxy;
    config.no_proxy = config_.no_proxy;
    config.close_timeout = config_.close_timeout;
    websocket::ClientHandlers handlers;
    handlers.on_open = [this, connection] { plan_.opened(connection, now()); };
    handlers.on_text = [this, connection](std::string&& text) { on_text(connection, std::move(text)); };
    handlers.on_binary = [this, connection](std::size_t) {
        plan_.heard(connection, now());
        figures_.envelope("binary", "dropped");
    };
    handlers.on_ping = [this, connection] { plan_.heard(connection, now()); };
    handlers.on_pong = [this, connection] { plan_.heard(connection, now()); };
    handlers.on_fail = [this, connection](const base::Error& why) {
        figures_.connect_failed(failure_word(why));
        log_.warn("socket_not_opened", {{"connection", connection},
                                        {"error", why.message()},
                                        {"mend", mend_or(why.code, "none: it is tried again")}});
        plan_.failed(connection, now());
        gone(connection);
    };
    handlers.on_close = [this, connection](int code, const std::string&) {
        log_.info("socket_closed", {{"connection", connection}, {"code", code}});
        plan_.closed(connection, now());
        gone(connection);
    };
    auto& client = clients_[connection];
    client = std::make_unique<websocket::Client>(loop_, std::move(config), std::move(handlers));
    client->connect();
}

void SlackSockets::on_text(Connection connection, std::string&& text) {
    plan_.heard(connection, now());
    // Greetings and goodbyes are short; an envelope is read once, by the desk.
    constexpr std::size_t longest_notice = 4096;
    if (text.size() <= longest_notice && text.find("\"envelope_id\"") == std::string::npos) {
        const auto notice = slack::read_envelope(text);
        if (notice && notice->type == "hello") return on_hello(connection, *notice);
        if (notice && notice->type == "disconnect") return on_disconnect(connection, *notice);
    }
    desk_->frame(connection, std::move(text), clock_.now(), now());
}

void SlackSockets::on_hello(Connection connection, const slack::Envelope& hello) {
    if (!plan_.hello(connection, hello.num_connections, now())) return;
    figures_.slack_counts(hello.num_connections);
    log_.info("socket_live", {{"connection", connection},
                              {"slack_counts", hello.num_connections},
                              {"expected_s", hello.connection_seconds}});
    if (hello.num_connections >= config_.limits.slack_most) {
        log_.warn("slack_counts_too_many", {{"slack_counts", hello.num_connections},
                                            {"mend", mend_for("too_many_websockets")}});
    }
    carry_out();
}

void SlackSockets::on_disconnect(Connection connection, const slack::Envelope& goodbye) {
    const std::string_view reason = known_reason(goodbye.reason);
    figures_.disconnected(reason);
    if (!plan_.told_to_go(connection, goodbye.reason, now())) return;
    const std::string_view mend = mend_for(reason);
    if (reason == "link_disabled") {
        log_.error("socket_mode_is_off", {{"mend", mend}});
    } else if (!mend.empty()) {
        log_.warn("socket_told_to_go", {{"connection", connection}, {"reason", reason}, {"mend", mend}});
    } else {
        log_.info("socket_told_to_go", {{"connection", connection}, {"reason", reason}});
    }
    step();  // the replacement is asked for now, not at the next tick
}

// Called out of the client's own handler, so the client itself is freed on the next round.
void SlackSockets::gone(Connection connection) {
    desk_->connection_gone(connection);
    closing_.erase(connection);
    const auto found = clients_.find(connection);
    if (found == clients_.end()) return;
    std::shared_ptr<websocket::Client> client(std::move(found->second));
    clients_.erase(found);
    loop_.post([client]() mutable { client.reset(); });
    carry_out();
}

bool SlackSockets::send(Connection connection, const std::string& frame) {
    const auto found = clients_.find(connection);
    return found != clients_.end() && found->second->send_text(frame);
}

void SlackSockets::drain() { plan_.drain(); }

void SlackSockets::close_all() {
    plan_.close_all();
    for (const Command& command : plan_.take_commands()) {
        const auto found = clients_.find(command.connection);
        if (found == clients_.end()) continue;
        // What is still under way has had its time.
        if (command.what == Command::What::close) found->second->close(normal_closure, "");
        if (command.what == Command::What::drop) gone(command.connection);
    }
}

}  // namespace gateway
