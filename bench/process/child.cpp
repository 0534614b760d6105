#include "bench/process/child.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace bench {

Child::Child(const std::string& program, const std::vector<std::string>& settings,
             const std::string& log_file, const std::vector<std::string>& arguments) {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    pid_ = ::fork();
    if (pid_ == 0) {
        const int log = ::open(log_file.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
        ::dup2(ends[1], STDOUT_FILENO);
        if (log >= 0) ::dup2(log, STDERR_FILENO);
        std::vector<char*> environment;
        for (const std::string& setting : settings)
            environment.push_back(const_cast<char*>(setting.c_str()));
        environment.push_back(nullptr);
        std::vector<char*> words{const_cast<char*>(program.c_str())};
        for (const std::string& word : arguments) words.push_back(const_cast<char*>(word.c_str()));
        words.push_back(nullptr);
        ::execve(program.c_str(), words.data(), environment.data());
        ::_exit(127);
    }
    ::close(ends[1]);
    out_ = ends[0];
    if (pid_ < 0) throw std::runtime_error("cannot start " + program);
}

Child::~Child() {
    if (pid_ > 0) {
        ::kill(pid_, SIGKILL);
        ::waitpid(pid_, nullptr, 0);
    }
    ::close(out_);
}

std::string Child::listening(const std::string& key) {
    char letter = 0;
    while (first_line_.find('\n') == std::string::npos) {
        if (::read(out_, &letter, 1) != 1)
            throw std::runtime_error("a program ended while it started");
        first_line_ += letter;
    }
    const auto at = first_line_.find(key + "=");
    if (at == std::string::npos) throw std::runtime_error("no " + key + " in: " + first_line_);
    const auto from = at + key.size() + 1;
    return first_line_.substr(from, first_line_.find_first_of(" \n", from) - from);
}

// proc(5): fields 14 and 15 of stat are ticks of user and system time.
Usage Child::usage() const {
    Usage usage;
    const std::string folder = "/proc/" + std::to_string(pid_);
    std::string stat;
    std::getline(std::ifstream(folder + "/stat"), stat);
    std::istringstream fields(stat.substr(stat.rfind(')') + 2));
    std::string skipped;
    for (int field = 3; field < 14; ++field) fields >> skipped;
    long user = 0, system = 0;
    fields >> user >> system;
    usage.cpu = std::chrono::microseconds((user + system) * 1'000'000 / ::sysconf(_SC_CLK_TCK));
    std::ifstream status(folder + "/status");
    for (std::string line; std::getline(status, line);) {
        if (line.rfind("VmRSS:", 0) == 0) usage.resident_kib = std::stol(line.substr(6));
        if (line.rfind("VmHWM:", 0) == 0) usage.peak_kib = std::stol(line.substr(6));
    }
    return usage;
}

}  // namespace bench
