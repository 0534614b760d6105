// The local Slack in one thread: time moves by hand, and the app is a list of what was sent to it.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "tests/unit/twin/preview.hpp"
#include "tools/slack-twin/api/response_hook.hpp"
#include "tools/slack-twin/api/web_api.hpp"
#include "tools/slack-twin/control/control.hpp"

namespace twin {

class ManualTimers final : public Timers {
public:
    explicit ManualTimers(base::ManualClock& clock) : clock_(clock) {}

    void after(base::Duration delay, std::function<void()> work) override {
        waiting_.emplace(clock_.steady() + delay, std::move(work));
    }
    // Runs all that falls due, each at its own moment; advance() alone: what is due now.
    void advance(base::Duration by = base::Duration{0}) {
        const auto end = clock_.steady() + by;
        while (!waiting_.empty() && waiting_.begin()->first <= end) {
            auto next = waiting_.extract(waiting_.begin());
            pass_until(next.key());
            next.mapped()();
        }
        pass_until(end);
    }

private:
    void pass_until(std::chrono::steady_clock::time_point moment) {
        clock_.advance(std::chrono::duration_cast<base::Duration>(moment - clock_.steady()));
    }
    base::ManualClock& clock_;
    std::multimap<std::chrono::steady_clock::time_point, std::function<void()>> waiting_;
};

// The app's side. connected = false: no socket is open.
class FakeApp final : public Link, public Transport {
public:
    std::string send(const Attempt& attempt) override {
        if (!connected) return {};
        sent.push_back(attempt);
        return "1";
    }
    bool socket_mode() const override { return true; }
    int connections() const override { return connected ? 1 : 0; }
    std::string socket_url(const std::string& ticket) const override {
        return "ws://app/" + ticket;
    }

    std::vector<Attempt> sent;
    bool connected = true;
};

// What a caller got.
struct Got {
    bool answered = false, cut = false;
    int status = 0;
    http::Headers headers;
    std::string text;
    Json body;
};

class Stage {
public:
    Stage() : timers(clock), slack(clock, timers), control(slack, switches()) {
        slack.origin = "http://slack.test";
        slack.transport = &app;
        slack.deliveries.use(app);
    }

    void advance(base::Duration by = base::Duration{0}) { timers.advance(by); }
    const Attempt& last_sent() const { return app.sent.at(app.sent.size() - 1); }
    void ack(const Json& payload = {}) { slack.deliveries.acked(last_sent().envelope_id, payload); }

    // The answer may come later: keep the reference and look again.
    Got& api(const std::string& method, const Json& args, const std::string& token = kBotToken) {
        http::Request request;
        request.method = "POST";
        request.path = "/api/" + method;
        request.headers = {{"Content-Type", "application/json; charset=utf-8"},
                           {"Authorization", "Bearer " + token}};
        if (!args.is_null()) request.body = to_text(args);
        return answered([&](const Reply& reply) { answer_call(slack, request, reply); });
    }
    Got& form(const std::string& method, const std::string& body) {
        http::Request request;
        request.method = "POST";
        request.path = "/api/" + method;
        request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
        request.body = body;
        return answered([&](const Reply& reply) { answer_call(slack, request, reply); });
    }
    Got& respond(const std::string& url, const Json& message) {
        http::Request request;
        request.method = "POST";
        request.path = url.substr(slack.origin.size());
        request.body = to_text(message);
        return answered([&](const Reply& reply) { answer_response_url(slack, request, reply); });
    }
    Got& order(const std::string& name, const Json& body) {
        http::Request request;
        request.method = "POST";
        request.path = "/twin/" + name;
        request.body = to_text(body);
        return answered([&](const Reply& reply) { control.answer(request, reply); });
    }
    Got& look(const std::string& name, const std::string& query = {}) {
        http::Request request;
        request.method = "GET";
        request.path = "/twin/" + name;
        request.query = query;
        return answered([&](const Reply& reply) { control.answer(request, reply); });
    }

    Got& say(const std::string& user, const std::string& channel, const std::string& text) {
        return order("say", {{"user", user}, {"channel", channel}, {"text", text}});
    }
    Json see(const std::string& user, const std::string& channel) {
        return look("see", "user=" + user + "&channel=" + channel).body["messages"];
    }
    std::vector<Json> ledger(const std::string& kind) {
        std::vector<Json> lines;
        const std::string text = slack.ledger.text();
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t end = text.find('\n', at);
            Json line = parse_json(text.substr(at, end - at));
            if (line["kind"] == kind) lines.push_back(std::move(line));
            at = end + 1;
        }
        return lines;
    }

    base::ManualClock clock;
    ManualTimers timers;
    FakeApp app;
    Workspace slack;
    Control control;
    SocketFault ordered;  // the last fault of the sockets

private:
    Switches switches() {
        return {[](bool socket, const std::string&, const Tell& tell) {
                    tell({200, Json{{"socket", socket}}});
                },
                [this](const SocketFault& fault) { return ordered = fault, fault.times; }, [] {}};
    }
    template <class Ask>
    Got& answered(const Ask& ask) {
        auto& got = *answers_.emplace_back(std::make_unique<Got>());
        ask([&got](Answer answer) {
            got.answered = true;
            got.cut = answer.cut;
            got.status = answer.response.status;
            got.headers = answer.response.headers;
            got.text = answer.response.body;
            got.body = parse_json(answer.response.body);
        });
        return got;
    }
    std::vector<std::unique_ptr<Got>> answers_;
};

}  // namespace twin
