// Counters, gauges and histograms for Prometheus. C++17-clean.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace telemetry {

using Labels = std::map<std::string, std::string>;  // never ids of members, channels or messages

// Handles are cheap to copy, live as long as their Metrics, and are thread-safe.
class Counter {
public:
    void add(double by = 1) const;
    double value() const;

private:
    friend class Metrics;
    void* counter_ = nullptr;
};

class Gauge {
public:
    void set(double value) const;
    void add(double by) const;
    double value() const;

private:
    friend class Metrics;
    void* gauge_ = nullptr;
};

class Histogram {
public:
    void observe(double value) const;

private:
    friend class Metrics;
    void* histogram_ = nullptr;
};

// One per process. Names are Prometheus': base units, `_seconds`, `_bytes`, `_total`. Asking again
// for the same name and labels gives the same series. Thread-safe.
class Metrics {
public:
    Metrics();
    ~Metrics();

    Counter counter(const std::string& name, const std::string& help, const Labels& labels = {});
    Gauge gauge(const std::string& name, const std::string& help, const Labels& labels = {});
    Histogram histogram(const std::string& name, const std::string& help,
                        const std::vector<double>& buckets, const Labels& labels = {});
    std::string text() const;  // the exposition format 0.0.4

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

// Seconds, 1 ms … 10 s: for everything a member waits for.
const std::vector<double>& latency_buckets();

}  // namespace telemetry
