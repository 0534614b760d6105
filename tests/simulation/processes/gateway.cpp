#include "tests/simulation/processes/gateway.hpp"

#include <utility>

#include "services/gateway/core/replies/read_reply.hpp"

namespace simulation {
namespace {

constexpr int sockets = 2;

}  // namespace

Gateway::Gateway(Surroundings& around, Place& place, std::string instance,
                 gateway::Connection& newest, Step step)
    : around_(around),
      place_(place),
      instance_(std::move(instance)),
      newest_(newest),
      step_(std::move(step)),
      desk_(*this, *this, *this, {}, instance_) {}

Gateway::~Gateway() {
    for (const auto connection : connections_) around_.slack.disconnect(connection);
}

void Gateway::start() {
    for (int i = 0; i < sockets; ++i) connect();
}

void Gateway::connect() {
    const auto connection = ++newest_;
    connections_.insert(connection);
    around_.slack.connect(connection, [this, connection](std::string frame) {
        auto& agenda = around_.ground.agenda;
        agenda.plan(place_, around_.ground.chance.ms(0, 10),
                    [this, connection, kept = std::move(frame)] { arrive(connection, kept); });
    });
}

void Gateway::socket_cut(gateway::Connection connection) {
    if (connections_.erase(connection) == 0) return;
    around_.ground.agenda.plan(place_, base::Duration{0}, [this, connection] {
        desk_.connection_gone(connection);
        connect();
    });
}

void Gateway::arrive(gateway::Connection connection, std::string frame) {
    if (!step_()) return;
    const auto& clock = around_.ground.clock;
    desk_.frame(connection, std::move(frame), clock.now(), clock.steady());
    around_.ground.agenda.plan(place_, base::Duration{2'650} + around_.ground.chance.ms(0, 100),
                               [this] { desk_.tick(around_.ground.clock.steady()); });
}

// The broker's word comes a little later; where it says no, or nothing, the producer gives up after
// 1.5 to 2.5 s.
void Gateway::publish(gateway::Token token, gateway::Destination to, proto::Wire record) {
    const bool event = to == gateway::Destination::events;
    const auto written = around_.log.write(event ? events_topic : dead_topic, record);
    auto& chance = around_.ground.chance;
    const bool confirmed = written == Written::confirmed;
    const bool slow = confirmed && chance.percent(3);
    const auto after = confirmed && !slow ? chance.ms(1, 20) : chance.ms(1'500, 2'500);
    around_.ground.agenda.plan(place_, after, [this, token, confirmed] {
        if (!step_()) return;
        desk_.confirmed(token, confirmed, around_.ground.clock.steady());
    });
}

// Every gateway reads every reply, from its own start on.
void Gateway::hear(const proto::Wire& reply) {
    around_.ground.agenda.plan(place_, around_.ground.chance.ms(1, 30), [this, reply] {
        if (!step_()) return;
        const auto read = gateway::read_reply(reply, instance_);
        if (read && *read) desk_.reply(**read, around_.ground.clock.steady());
    });
}

bool Gateway::send(gateway::Connection connection, const std::string& frame) {
    return around_.slack.hear(connection, frame);
}

}  // namespace simulation
