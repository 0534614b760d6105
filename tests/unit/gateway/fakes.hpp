// The gateway's ports in memory, with verbs.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "libs/base/clock.hpp"
#include "services/gateway/core/desk.hpp"

namespace gateway {

class FakePublisher final : public Publisher {
public:
    struct Published {
        Token token;
        Destination to;
        proto::Wire record;
    };
    void publish(Token token, Destination to, proto::Wire record) override {
        published.push_back({token, to, std::move(record)});
    }
    std::vector<Published> published;
};

class FakeLine final : public Line {
public:
    bool send(Connection connection, const std::string& frame) override {
        if (cut_off.count(connection)) return false;
        sent.emplace_back(connection, frame);
        return true;
    }
    void cut(Connection connection) { cut_off.insert(connection); }
    std::vector<std::pair<Connection, std::string>> sent;
    std::set<Connection> cut_off;
};

class FakeFigures final : public Figures {
public:
    void envelope(std::string_view kind, std::string_view outcome) override {
        ++outcomes[std::string(kind) + " " + std::string(outcome)];
    }
    void acked_after(base::Duration) override { ++acks; }
    void replied_after(base::Duration) override { ++replied; }
    void unacked(std::string_view reason) override { ++reasons[std::string(reason)]; }
    void reply(std::string_view outcome) override { ++replies[std::string(outcome)]; }
    void limit_reached(std::string_view limit) override { ++limits[std::string(limit)]; }
    std::map<std::string, int> outcomes, reasons, replies, limits;
    int acks = 0, replied = 0;
};

inline std::string command_frame(const std::string& id, const std::string& trigger = "1.2.3") {
    return R"({"envelope_id":")" + id +
           R"(","type":"slash_commands","accepts_response_payload":true,"payload":{"team_id":"T1",)"
           R"("channel_id":"C1","user_id":"U1","command":"/sticker","text":"search","trigger_id":")" +
           trigger + R"("}})";
}

inline std::string event_frame(const std::string& id, const std::string& event = "Ev1") {
    return R"({"envelope_id":")" + id +
           R"(","type":"events_api","accepts_response_payload":false,"payload":{"team_id":"T1",)"
           R"("event_id":")" + event +
           R"(","type":"event_callback","event":{"type":"app_mention","channel":"C1","user":"U1"}}})";
}

}  // namespace gateway
