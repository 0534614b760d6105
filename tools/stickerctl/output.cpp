#include "tools/stickerctl/output.hpp"

#include <iostream>
#include <nlohmann/json.hpp>

namespace stickerctl {

void print_line(const std::string& text) { std::cout << text << '\n' << std::flush; }

void print_json(const nlohmann::ordered_json& object) {
    // Whoever asks may ask with any bytes; the answer is always UTF-8.
    print_line(object.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
}

void complain(const std::string& text) { std::cerr << text << '\n'; }

void complain_of_bus(const runtime::BusConfig& bus, const base::Error& error) {
    if (error.code == "no_broker") {
        complain("KAFKA_BROKERS: " + bus.client.brokers + " does not answer (" + error.context +
                 ") · host:port,… of a running cluster");
    } else if (error.code == "unknown_topic") {
        complain("KAFKA_TOPIC_PREFIX: there is no topic " + error.context +
                 " · the prefix of the services · stickerctl topics shows what is there");
    } else if (error.code == "create_refused") {
        complain("KAFKA_BROKERS: the brokers make no topic: " + error.context);
    } else {
        complain(error.message());
    }
}

}  // namespace stickerctl
