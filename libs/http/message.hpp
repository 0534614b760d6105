// HTTP requests and responses as plain values; what both the client and the server speak.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace http {

// Duplicates are kept (a doubled signature header must be seen, not merged), those of one name in
// order of arrival. Names compare without case.
using Headers = std::vector<std::pair<std::string, std::string>>;

// The first value of `name`, or nullptr.
const std::string* find_header(const Headers& headers, std::string_view name);
// How many values `name` has.
std::size_t count_header(const Headers& headers, std::string_view name);

struct Request {
    std::string method;  // "GET", "POST", …
    std::string path;    // without query, as sent
    std::string query;   // raw, without '?'
    Headers headers;
    std::string body;  // raw bytes
    std::string peer;  // incoming only: the address the connection came from, without port

    // The decoded value of query parameter `name`, empty when it is not there.
    std::string query_value(std::string_view name) const;
};

struct Response {
    int status = 200;
    Headers headers;
    std::string body;
    // For servers that play a broken peer (the local Slack): headers only and then the connection
    // is cut; a pause between any two bytes of the body. The client sets neither.
    bool cut = false;
    std::chrono::milliseconds drip{0};

    static Response text(int status, std::string body);
    static Response json(int status, std::string body);
};

// application/x-www-form-urlencoded: decodes "a=1&b=%20" in order, duplicates kept.
std::vector<std::pair<std::string, std::string>> parse_form(std::string_view body);
std::string url_encode(std::string_view text);

}  // namespace http
