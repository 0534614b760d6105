// A frame of a WebSocket, its record confirmed and refused.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "tests/fuzz/gateway/frame_promises.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view frame(reinterpret_cast<const char*>(data), size);
    for (const bool durable : {true, false}) {
        const std::string broken = gateway_fuzz::broken_promise(frame, durable);
        if (!broken.empty()) {
            std::fprintf(stderr, "broken: %s\n", broken.c_str());
            std::abort();
        }
    }
    return 0;
}
