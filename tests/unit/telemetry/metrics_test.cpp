#include "libs/telemetry/metrics.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

TEST(Metrics, AskingTwiceGivesTheSameSeries) {
    telemetry::Metrics metrics;
    metrics.counter("gateway_envelopes_total", "Envelopes", {{"kind", "command"}}).add();
    metrics.counter("gateway_envelopes_total", "Envelopes", {{"kind", "command"}}).add(2);
    metrics.counter("gateway_envelopes_total", "Envelopes", {{"kind", "event"}}).add();
    EXPECT_EQ(metrics.counter("gateway_envelopes_total", "Envelopes", {{"kind", "command"}}).value(), 3);
}

TEST(Metrics, WritesThePrometheusText) {
    telemetry::Metrics metrics;
    metrics.counter("a_total", "A").add(2);
    metrics.gauge("b", "B", {{"x", "y"}}).set(1.5);
    metrics.histogram("c_seconds", "C", telemetry::latency_buckets()).observe(0.004);
    const std::string text = metrics.text();
    EXPECT_NE(text.find("# TYPE a_total counter"), std::string::npos);
    EXPECT_NE(text.find("a_total 2"), std::string::npos);
    EXPECT_NE(text.find("b{x=\"y\"} 1.5"), std::string::npos);
    EXPECT_NE(text.find("c_seconds_bucket{le=\"0.005\"} 1"), std::string::npos);
    EXPECT_NE(text.find("c_seconds_bucket{le=\"0.0025\"} 0"), std::string::npos);
}

}  // namespace
