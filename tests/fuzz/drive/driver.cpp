// The driver of a fuzz target where libFuzzer is not at hand, and in ctest everywhere: the whole
// corpus, then changes of it for some seconds.
//   TARGET CORPUS [--seconds S] [--seed N] [--broken FOLDER]
// The same seed makes the same inputs in the same order. An input that breaks a promise is written
// into FOLDER. The last line is one JSON object.
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <string_view>

#include "tests/fuzz/drive/corpus.hpp"
#include "tests/fuzz/drive/mutate.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
// There under the sanitizers only: what they call before they end the program.
extern "C" void __sanitizer_set_death_callback(void (*callback)()) __attribute__((weak));

namespace {

using Clock = std::chrono::steady_clock;

struct Wish {
    std::string corpus, broken = ".";
    double seconds = 1;
    unsigned seed = std::random_device{}();
};

std::string under_way;    // the input that runs now
std::string broken_file;  // where it goes if it breaks something

// The program is broken by now: as little as can be.
void keep_input() {
    std::FILE* file = std::fopen(broken_file.c_str(), "wb");
    if (file == nullptr) return;
    std::fwrite(under_way.data(), 1, under_way.size(), file);
    std::fclose(file);
    std::fprintf(stderr, "the input is kept in %s\n", broken_file.c_str());
}

void on_signal(int) {
    keep_input();
    _exit(1);
}

void watch() {
    std::signal(SIGABRT, on_signal);
    if (__sanitizer_set_death_callback != nullptr) {
        __sanitizer_set_death_callback(keep_input);
        return;  // the rest is theirs
    }
    for (const int number : {SIGSEGV, SIGBUS, SIGFPE, SIGILL}) std::signal(number, on_signal);
}

void run(std::string input) {
    under_way = std::move(input);
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(under_way.data()),
                           under_way.size());
}

bool all_json(const std::vector<std::string>& inputs) {
    for (const auto& input : inputs) {
        if (!nlohmann::json::accept(input)) return false;
    }
    return true;
}

bool read_wish(int argc, char** argv, Wish& wish) {
    if (argc < 2) return false;
    wish.corpus = argv[1];
    for (int i = 2; i + 1 < argc; i += 2) {
        const std::string_view name = argv[i];
        if (name == "--seconds") {
            wish.seconds = std::strtod(argv[i + 1], nullptr);
        } else if (name == "--seed") {
            wish.seed = static_cast<unsigned>(std::strtoul(argv[i + 1], nullptr, 10));
        } else if (name == "--broken") {
            wish.broken = argv[i + 1];
        } else {
            return false;
        }
    }
    return argc % 2 == 0;
}

}  // namespace

int main(int argc, char** argv) {
    Wish wish;
    if (!read_wish(argc, argv, wish)) {
        std::fprintf(stderr, "%s CORPUS [--seconds S] [--seed N] [--broken FOLDER]\n", argv[0]);
        return 2;
    }
    std::printf("seed %u\n", wish.seed);
    std::fflush(stdout);
    const std::string name = std::filesystem::path(argv[0]).filename().string();
    std::filesystem::create_directories(wish.broken);
    broken_file = wish.broken + "/" + name + "-" + std::to_string(wish.seed);
    watch();
    const auto corpus = fuzz::read_corpus(wish.corpus);
    if (corpus.empty()) {
        std::fprintf(stderr, "%s: no input there\n", wish.corpus.c_str());
        return 2;
    }
    for (const auto& input : corpus) run(input);

    const bool trees = all_json(corpus);
    fuzz::Random random(wish.seed % 2'147'483'646 + 1);
    const auto begin = Clock::now();
    std::size_t inputs = 0;
    const auto spent = [&] { return std::chrono::duration<double>(Clock::now() - begin).count(); };
    for (; spent() < wish.seconds; ++inputs) {
        run(trees && inputs % 2 == 1 ? fuzz::mutate_tree(corpus, random)
                                     : fuzz::mutate_bytes(corpus, random));
    }
    std::printf("{\"target\":\"%s\",\"corpus\":%zu,\"inputs\":%zu,\"seconds\":%.1f,\"seed\":%u}\n",
                name.c_str(), corpus.size(), inputs, spent(), wish.seed);
}
