#include "libs/websocket/proxy.hpp"

#include <gtest/gtest.h>

namespace websocket {
namespace {

TEST(WebsocketProxyUrl, ReadsHostPortAndLogin) {
    Proxy proxy;
    ASSERT_TRUE(parse_proxy("http://us%40er:p%3Ass+@proxy.test:8080/", proxy));
    EXPECT_EQ(proxy.host, "proxy.test");
    EXPECT_EQ(proxy.port, 8080);
    EXPECT_EQ(proxy.login, "us@er:p:ss+");
    Proxy bare;
    ASSERT_TRUE(parse_proxy("proxy.test", bare));
    EXPECT_EQ(bare.port, 3128);
    EXPECT_EQ(bare.login, "");
    Proxy numeric;
    ASSERT_TRUE(parse_proxy("HTTP://[::1]:81", numeric));
    EXPECT_EQ(numeric.host, "::1");
    EXPECT_EQ(numeric.port, 81);
}

TEST(WebsocketProxyUrl, RefusesWhatIsNone) {
    for (const auto* text : {"", "https://proxy.test", "socks5://proxy.test", "http://", "proxy:x",
                             "proxy:0", "proxy:65536", "[::1]x", "x[::1]:1", "http://user@"}) {
        Proxy proxy;
        EXPECT_FALSE(parse_proxy(text, proxy)) << text;
    }
}

TEST(WebsocketConnectRequest, CarriesTheLoginInBase64) {
    const auto request = [](const std::string& login) {
        return connect_request({"proxy.test", 8080, login}, "slack.com:443");
    };
    EXPECT_EQ(request(""), "CONNECT slack.com:443 HTTP/1.1\r\nHost: slack.com:443\r\n\r\n");
    // RFC 4648 10
    for (const auto& [login, encoded] :
         std::vector<std::pair<std::string, std::string>>{{"f", "Zg=="},
                                                          {"fo", "Zm8="},
                                                          {"foo", "Zm9v"},
                                                          {"foob", "Zm9vYg=="},
                                                          {"\xff\xfe\xfd", "//79"}}) {
        EXPECT_NE(request(login).find("\r\nProxy-Authorization: Basic " + encoded + "\r\n\r\n"),
                  std::string::npos)
            << request(login);
    }
}

TEST(WebsocketAnswerStatus, IsTheNumberOfAnHttpAnswer) {
    EXPECT_EQ(answer_status("HTTP/1.1 200 Connection established\r\n\r\n"), 200);
    EXPECT_EQ(answer_status("HTTP/1.0 407\r\n\r\n"), 407);
    for (const auto* text : {"", "HTTP/1.1", "HTTP/1.1 ok\r\n\r\n", "220 smtp 200\r\n\r\n"}) {
        EXPECT_EQ(answer_status(text), 0) << text;
    }
}

}  // namespace
}  // namespace websocket
