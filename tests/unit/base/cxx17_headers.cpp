// Compiled as C++17 and never run: architecture.md, "Rooms and floors".
#include "libs/base/clock.hpp"
#include "libs/base/error.hpp"
#include "libs/base/mutex.hpp"
#include "libs/base/no_proxy.hpp"
#include "libs/base/result.hpp"
#include "libs/base/secret.hpp"
#include "libs/base/time_text.hpp"
#include "libs/crypto/hash.hpp"
#include "libs/crypto/uuid.hpp"
#include "libs/telemetry/log.hpp"
#include "libs/telemetry/metrics.hpp"
#include "libs/websocket/client.hpp"
#include "libs/websocket/loop.hpp"
#include "libs/websocket/server.hpp"

static_assert(__cplusplus == 201703L);
