// libFuzzer's entry. The first byte says whether the broker confirms, the rest is the frame.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "tests/fuzz/gateway/frame_promises.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view frame(reinterpret_cast<const char*>(data) + 1, size - 1);
    const std::string broken = gateway_fuzz::broken_promise(frame, data[0] % 2 == 0);
    if (!broken.empty()) {
        std::fprintf(stderr, "broken: %s\n", broken.c_str());
        std::abort();
    }
    return 0;
}
