#include "tests/integration/gateway/world.hpp"
#include "tests/unit/http/raw_peer.hpp"

namespace gateway_tests {
namespace {

using http_test::Connection;
using http_test::RawPeer;

// Slack behind a company's proxy that opens TLS: every certificate is signed by the company's own
// CA (tests/data/tls/ca.pem), which only SSL_CERT_FILE makes known. field-pain 18.
struct Proxied : World {
    SlackStage secure{[] {
        websocket::ServerConfig config;
        config.certificate_file = "tests/data/tls/localhost.pem";
        config.key_file = "tests/data/tls/localhost.key";
        return config;
    }()};
    RawPeer api{[this](Connection& connection, int) {
                    while (!connection.read_request().empty()) {
                        connection.write(
                            http_test::ok(json{{"ok", true}, {"url", secure.socket_url()}}.dump()));
                    }
                },
                "localhost"};
    RawPeer proxy{[this](Connection& connection, int) { tunnel(connection); }};

    Proxied() {
        environment["SLACK_API_URL"] = api.origin() + "/api/";
        environment["HTTPS_PROXY"] =
            "http://user:very-secret-password@127.0.0.1:" + std::to_string(proxy.port());
        environment["SSL_CERT_FILE"] = std::filesystem::absolute("tests/data/tls/ca.pem").string();
    }
    void tunnel(Connection& connection) {
        const std::string request = connection.read_request();
        proxy.saw(request);
        const std::string to = "CONNECT localhost:";
        if (request.compare(0, to.size(), to) != 0) return;
        const int port = std::stoi(request.substr(to.size()));
        if (refuse || (refuse_sockets && port != api.port())) {
            connection.write(
                "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n");
            return connection.wait_for_end();
        }
        connection.write("HTTP/1.1 200 Connection established\r\n\r\n");
        http_test::join(connection, port);
    }

    std::atomic<bool> refuse{false};
    std::atomic<bool> refuse_sockets{false};
};

TEST_F(Proxied, AddressAndSocketGoThroughItWithItsOwnCa) {
    const ServiceProcess gateway(environment, log_file);
    ASSERT_TRUE(ready(gateway));
    secure.send(secure.newest(), command("e1"));
    EXPECT_TRUE(eventually([&] { return secure.has_ack("e1"); }));
    const auto requests = proxy.requests();
    ASSERT_EQ(requests.size(), 2u);
    for (const auto& request : requests) {
        EXPECT_NE(request.find("Proxy-Authorization: Basic "), std::string::npos);
        EXPECT_EQ(request.find("very-secret"), std::string::npos);
    }
}

TEST_F(Proxied, WithoutItsCaItSaysWhatToDoAndIsNotReady) {
    environment.erase("SSL_CERT_FILE");
    const ServiceProcess gateway(environment, log_file);
    EXPECT_TRUE(log_says("SSL_CERT_FILE"));
    EXPECT_FALSE(is_ready(gateway));
    EXPECT_TRUE(is_alive(gateway));
}

TEST_F(Proxied, ARefusalNamesTheSettingAndIsTriedAgain) {
    refuse = true;
    const ServiceProcess gateway(environment, log_file);
    EXPECT_TRUE(log_says("HTTPS_PROXY"));
    EXPECT_FALSE(is_ready(gateway));
    refuse = false;
    EXPECT_TRUE(ready(gateway));
}

// A proxy may let slack.com pass and wss-*.slack.com not.
TEST_F(Proxied, ARefusedSocketNamesTheSettingAndIsTriedAgain) {
    refuse_sockets = true;
    const ServiceProcess gateway(environment, log_file);
    ASSERT_TRUE(log_says("socket_not_opened"));
    EXPECT_TRUE(log_says("HTTPS_PROXY"));
    EXPECT_FALSE(is_ready(gateway));
    refuse_sockets = false;
    EXPECT_TRUE(ready(gateway));
}

TEST_F(Proxied, NoProxyGoesRoundIt) {
    environment["NO_PROXY"] = "localhost";
    const ServiceProcess gateway(environment, log_file);
    ASSERT_TRUE(ready(gateway));
    EXPECT_EQ(proxy.connections(), 0);
}

}  // namespace
}  // namespace gateway_tests
