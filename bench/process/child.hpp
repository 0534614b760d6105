// A program under measurement: started with settings of its own, its CPU and memory read from the
// kernel.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <string>
#include <vector>

namespace bench {

struct Usage {
    std::chrono::microseconds cpu{0};  // user and system
    long resident_kib = 0, peak_kib = 0;
};

// Standard error goes to `log_file`. Killed when it goes out of scope.
class Child {
public:
    // Throws std::runtime_error when the program cannot be started.
    Child(const std::string& program, const std::vector<std::string>& settings,
          const std::string& log_file, const std::vector<std::string>& arguments = {});
    ~Child();
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    // The value of KEY in the program's line `listening KEY=…`. Throws when it ends without one.
    std::string listening(const std::string& key);
    Usage usage() const;

private:
    pid_t pid_ = -1;
    int out_ = -1;
    std::string first_line_;
};

}  // namespace bench
