#include "libs/redis/connection.hpp"

#include <hiredis/hiredis.h>
#include <poll.h>
#include <sys/time.h>

#include <cerrno>
#include <string_view>
#include <utility>

#ifdef SSB_REDIS_TLS
#include <hiredis/hiredis_ssl.h>
#endif

namespace redis {
namespace {

timeval to_timeval(std::chrono::milliseconds limit) {
    timeval value{};
    value.tv_sec = static_cast<time_t>(limit.count() / 1000);
    value.tv_usec = static_cast<suseconds_t>(limit.count() % 1000 * 1000);
    return value;
}

bool starts_with(std::string_view text, std::string_view front) {
    return text.substr(0, front.size()) == front;
}

// Redis names the kind of an error in its first word.
base::Error error_of(const std::string& text) {
    for (const auto* front : {"LOADING", "BUSY ", "MASTERDOWN", "CLUSTERDOWN", "TRYAGAIN"}) {
        if (starts_with(text, front)) return base::Error::later("redis_away", text);
    }
    if (starts_with(text, "OOM")) return base::Error::later("redis_full", text);
    if (starts_with(text, "READONLY") || starts_with(text, "MISCONF")) {
        return base::Error::later("redis_read_only", text);
    }
    return base::Error::never("redis_error", text);
}

Reply convert(const redisReply& from) {
    switch (from.type) {
        case REDIS_REPLY_INTEGER:
            return {std::int64_t{from.integer}};
        case REDIS_REPLY_ARRAY: {
            std::vector<Reply> items;
            items.reserve(from.elements);
            for (std::size_t i = 0; i < from.elements; ++i) {
                items.push_back(convert(*from.element[i]));
            }
            return {std::move(items)};
        }
        case REDIS_REPLY_STRING:
        case REDIS_REPLY_STATUS:
        case REDIS_REPLY_ERROR:
            return {std::string(from.str, from.len)};
        default:
            return {Nil{}};
    }
}

struct FreeContext {
    void operator()(redisContext* context) const { redisFree(context); }
};
struct FreeReply {
    void operator()(redisReply* reply) const { freeReplyObject(reply); }
};

#ifdef SSB_REDIS_TLS
// The system's trust store; made once, as hiredis keeps no reference of its own to count.
redisSSLContext* tls_context() {
    static redisSSLContext* const context = [] {
        redisInitOpenSSL();
        redisSSLContextError fault = REDIS_SSL_CTX_NONE;
        return redisCreateSSLContext(nullptr, nullptr, nullptr, nullptr, nullptr, &fault);
    }();
    return context;
}

bool start_tls(redisContext* context) {
    return tls_context() && redisInitiateSSLWithContext(context, tls_context()) == REDIS_OK;
}
#else
bool start_tls(redisContext*) { return false; }  // parse_url has refused rediss:// before
#endif

}  // namespace

struct Connection::Impl {
    std::unique_ptr<redisContext, FreeContext> context;
};

Connection::Connection(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Connection::~Connection() = default;
Connection::Connection(Connection&&) noexcept = default;
Connection& Connection::operator=(Connection&&) noexcept = default;

base::Result<Connection> Connection::open(const Config& config) {
    auto impl = std::make_unique<Impl>();
    impl->context.reset(redisConnectWithTimeout(config.host.c_str(), config.port,
                                                to_timeval(config.connect_timeout)));
    auto* const context = impl->context.get();
    const std::string place = config.host + ":" + std::to_string(config.port);
    if (!context) return base::Error::later("redis_away", "no memory for a connection");
    if (context->err != 0) return base::Error::later("redis_away", place + ": " + context->errstr);
    redisSetTimeout(context, to_timeval(config.command_timeout));
    redisEnableKeepAlive(context);
    if (config.tls && !start_tls(context)) {
        return base::Error::later("redis_away", place + ": TLS failed: " + context->errstr);
    }
    Connection connection(std::move(impl));
    if (const auto greeted = connection.greet(config); !greeted) return greeted.error();
    return connection;
}

// Whatever fails here, the caller's command was not sent: redis_away.
base::Result<void> Connection::greet(const Config& config) {
    std::vector<std::vector<std::string>> steps;
    if (!config.password.empty()) {
        if (config.user.empty()) {
            steps.push_back({"AUTH", config.password.reveal()});
        } else {
            steps.push_back({"AUTH", config.user, config.password.reveal()});
        }
    }
    if (config.database != 0) steps.push_back({"SELECT", std::to_string(config.database)});
    for (const auto& words : steps) {
        const auto reply = command(words);
        if (!reply)
            return base::Error::later("redis_away", words[0] + ": " + reply.error().context);
    }
    return {};
}

base::Result<Reply> Connection::command(const std::vector<std::string>& words) {
    std::vector<const char*> texts;
    std::vector<std::size_t> lengths;
    for (const auto& word : words) {
        texts.push_back(word.data());
        lengths.push_back(word.size());
    }
    auto* const context = impl_->context.get();
    errno = 0;
    const std::unique_ptr<redisReply, FreeReply> reply(static_cast<redisReply*>(
        redisCommandArgv(context, static_cast<int>(words.size()), texts.data(), lengths.data())));
    if (!reply) {
        const bool late = errno == EAGAIN || errno == EWOULDBLOCK || errno == ETIMEDOUT;
        return base::Error::unknown(late ? "redis_timeout" : "redis_lost", context->errstr);
    }
    if (reply->type == REDIS_REPLY_ERROR) return error_of(std::string(reply->str, reply->len));
    return convert(*reply);
}

bool Connection::broken() const { return impl_->context->err != 0; }

bool Connection::stale() const {
    pollfd ready{impl_->context->fd, POLLIN, 0};
    return poll(&ready, 1, 0) != 0;
}

}  // namespace redis
