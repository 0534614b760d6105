// websocketpp's settings for this house, plain and TLS. For this room's sources only. C++17.
#pragma once

#include <websocketpp/concurrency/none.hpp>
#include <websocketpp/config/asio.hpp>
#include <websocketpp/config/asio_client.hpp>
#include <websocketpp/logger/stub.hpp>

namespace websocket {

using PlainSocket = websocketpp::transport::asio::basic_socket::endpoint;
using TlsSocket = websocketpp::transport::asio::tls_socket::endpoint;

// Base is config::core_client or config::core. Nothing is logged, and as everything runs on the
// loop's one thread nothing is locked. permessage-deflate stays off, as it is in Base.
template <class Base, class Socket>
struct Config : Base {
    using type = Config;
    using concurrency_type = websocketpp::concurrency::none;
    using request_type = typename Base::request_type;
    using response_type = typename Base::response_type;
    using alog_type = websocketpp::log::stub;
    using elog_type = websocketpp::log::stub;
    using rng_type = websocketpp::random::random_device::int_generator<uint32_t, concurrency_type>;
    static const bool enable_multithreading = false;

    struct transport_config : Base::transport_config {
        using concurrency_type = typename Config::concurrency_type;
        using alog_type = typename Config::alog_type;
        using elog_type = typename Config::elog_type;
        using request_type = typename Config::request_type;
        using response_type = typename Config::response_type;
        using socket_type = Socket;
        static const bool enable_multithreading = false;
        static const long timeout_socket_shutdown = 500;  // ms; a TLS peer's close_notify
    };
    using transport_type = websocketpp::transport::asio::endpoint<transport_config>;
};

}  // namespace websocket
