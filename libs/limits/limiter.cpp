#include "libs/limits/limiter.hpp"

namespace limits {
namespace {

// The braces are Redis Cluster's hash tag: all buckets of a team live on one node.
std::string front(const std::string& team) { return "rl:{" + team + "}:"; }

}  // namespace

std::string channel_key(const std::string& team, const std::string& channel) {
    return front(team) + "ch:" + channel;
}

std::string workspace_key(const std::string& team) { return front(team) + "ws"; }

std::string method_key(const std::string& team, const std::string& method) {
    return front(team) + "m:" + method;
}

std::string url_key(const std::string& team, const std::string& url) {
    return front(team) + "u:" + url;
}

}  // namespace limits
