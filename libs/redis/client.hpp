// Redis by blocking calls over a small pool of connections.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "libs/base/result.hpp"
#include "libs/base/secret.hpp"

namespace redis {

struct Config {
    std::string host = "127.0.0.1";
    int port = 6379;
    int database = 0;
    std::string user;
    base::Secret password;
    bool tls = false;
    std::chrono::milliseconds connect_timeout{500};
    std::chrono::milliseconds command_timeout{1000};
    std::size_t connections = 4;  // at most; one call holds one
};

// redis://[user:password@]host[:port][/db] or rediss://. Errors `bad_redis_url`, and
// `no_tls_in_hiredis` for rediss:// where the library was built without it (Debian 12).
base::Result<Config> parse_url(const std::string& url);

struct Nil {};
// nil, integer, string or status, array. An error reply is an Error, not a Reply.
struct Reply {
    std::variant<Nil, std::int64_t, std::string, std::vector<Reply>> value;

    bool is_nil() const { return std::holds_alternative<Nil>(value); }
    std::int64_t integer() const;             // 0 when it is none; "12" counts as 12
    const std::string& text() const;          // empty when it is none
    const std::vector<Reply>& items() const;  // empty when it is none
};

// A Lua script: sent by its SHA-1, by text once when the server does not know it. One object per
// script, made once.
class Script {
public:
    explicit Script(std::string text);
    const std::string& text() const { return text_; }
    const std::string& sha1() const { return sha1_; }

private:
    std::string text_;
    std::string sha1_;  // lower-case hex
};

// Thread-safe. A connection with a failed or late command is dropped, never reused (its replies
// would be out of step). After a failure calls fail at once for 100 ms (Error `redis_away`, later),
// then one tries again: a dead Redis costs nobody its timeout.
class Client {
public:
    explicit Client(Config config);
    ~Client();

    // Errors: redis_away (later: not sent), redis_timeout / redis_lost (unknown), redis_error
    // (never; context: the server's text), redis_full (later: OOM), redis_read_only (later).
    base::Result<Reply> command(const std::vector<std::string>& words);
    base::Result<Reply> run(const Script& script, const std::vector<std::string>& keys,
                            const std::vector<std::string>& arguments);
    bool reachable() const;  // did the newest call get an answer

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace redis
