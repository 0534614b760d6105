#include "libs/kafka/mock_cluster.hpp"

#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>

#include <stdexcept>

#include "libs/kafka/client.hpp"

namespace kafka {
namespace {

constexpr std::int16_t produce_request = 0;  // the protocol's ApiKeys
constexpr std::int16_t list_offsets_request = 2;

void push_errors(rd_kafka_mock_cluster_t* mock, std::int16_t request, int times, int error_code) {
    for (int i = 0; i < times; ++i) {
        rd_kafka_mock_push_request_errors(mock, request, 1,
                                          static_cast<rd_kafka_resp_err_t>(error_code));
    }
}

struct FreeMock {
    void operator()(rd_kafka_mock_cluster_t* mock) const { rd_kafka_mock_cluster_destroy(mock); }
};

}  // namespace

struct MockCluster::Impl {
    int brokers;
    Client host;  // the mock runs on this client's threads
    std::unique_ptr<rd_kafka_mock_cluster_t, FreeMock> mock;

    explicit Impl(int count)
        : brokers(count),
          host(make_client(Role::producer, mock_conf())),
          mock(rd_kafka_mock_cluster_new(host.get(), count)) {
        if (!mock) throw std::runtime_error("the mock cluster cannot listen on 127.0.0.1");
    }
};

MockCluster::MockCluster(int brokers) : impl_(std::make_unique<Impl>(brokers)) {}

MockCluster::~MockCluster() = default;

std::string MockCluster::bootstrap() const {
    return rd_kafka_mock_cluster_bootstraps(impl_->mock.get());
}

void MockCluster::create_topic(const std::string& name, int partitions) {
    const int replicas = impl_->brokers < 3 ? impl_->brokers : 3;
    const auto failed =
        rd_kafka_mock_topic_create(impl_->mock.get(), name.c_str(), partitions, replicas);
    if (failed && failed != RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS) {
        throw std::runtime_error("mock topic " + name + ": " + rd_kafka_err2str(failed));
    }
}

void MockCluster::set_down(bool down) {
    for (int id = 1; id <= impl_->brokers; ++id) {
        if (down) {
            rd_kafka_mock_broker_set_down(impl_->mock.get(), id);
        } else {
            rd_kafka_mock_broker_set_up(impl_->mock.get(), id);
        }
    }
}

void MockCluster::delay_answers(base::Duration rtt) {
    for (int id = 1; id <= impl_->brokers; ++id) {
        rd_kafka_mock_broker_set_rtt(impl_->mock.get(), id, static_cast<int>(rtt.count()));
    }
}

void MockCluster::fail_produce(int times, int error_code) {
    push_errors(impl_->mock.get(), produce_request, times, error_code);
}

void MockCluster::fail_offsets(int times, int error_code) {
    push_errors(impl_->mock.get(), list_offsets_request, times, error_code);
}

void MockCluster::lose_produce_answer(int times) {
    fail_produce(times, RD_KAFKA_RESP_ERR__TRANSPORT);
}

void MockCluster::stop_failing() {
    for (const auto request : {produce_request, list_offsets_request}) {
        rd_kafka_mock_clear_request_errors(impl_->mock.get(), request);
    }
}

}  // namespace kafka
