#include "libs/telemetry/metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

namespace telemetry {

struct Metrics::Impl {
    prometheus::Registry registry{prometheus::Registry::InsertBehavior::Merge};
};

void Counter::add(double by) const { static_cast<prometheus::Counter*>(counter_)->Increment(by); }
double Counter::value() const { return static_cast<prometheus::Counter*>(counter_)->Value(); }
void Gauge::set(double value) const { static_cast<prometheus::Gauge*>(gauge_)->Set(value); }
void Gauge::add(double by) const { static_cast<prometheus::Gauge*>(gauge_)->Increment(by); }
double Gauge::value() const { return static_cast<prometheus::Gauge*>(gauge_)->Value(); }
void Histogram::observe(double value) const {
    static_cast<prometheus::Histogram*>(histogram_)->Observe(value);
}

Metrics::Metrics() : impl_(std::make_unique<Impl>()) {}
Metrics::~Metrics() = default;

Counter Metrics::counter(const std::string& name, const std::string& help, const Labels& labels) {
    auto& family = prometheus::BuildCounter().Name(name).Help(help).Register(impl_->registry);
    Counter handle;
    handle.counter_ = &family.Add(labels);
    return handle;
}

Gauge Metrics::gauge(const std::string& name, const std::string& help, const Labels& labels) {
    auto& family = prometheus::BuildGauge().Name(name).Help(help).Register(impl_->registry);
    Gauge handle;
    handle.gauge_ = &family.Add(labels);
    return handle;
}

Histogram Metrics::histogram(const std::string& name, const std::string& help,
                             const std::vector<double>& buckets, const Labels& labels) {
    auto& family = prometheus::BuildHistogram().Name(name).Help(help).Register(impl_->registry);
    Histogram handle;
    handle.histogram_ = &family.Add(labels, buckets);
    return handle;
}

std::string Metrics::text() const {
    return prometheus::TextSerializer().Serialize(impl_->registry.Collect());
}

const std::vector<double>& latency_buckets() {
    static const std::vector<double> buckets{.001, .0025, .005, .01, .025, .05, .1,
                                             .25,  .5,    1,    2.5, 3,    5,   10};
    return buckets;
}

}  // namespace telemetry
