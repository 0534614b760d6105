// A sticker-poster as a process of its own: started, stopped or killed.
#pragma once

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <map>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace poster_tests {

using Environment = std::map<std::string, std::string>;

class PosterProcess {
public:
    // Returns once it listens; its log goes to the file `log`, or to the test's standard error.
    explicit PosterProcess(const Environment& environment, const std::string& log = {}) {
        std::vector<std::string> pairs{std::string("PATH=/usr/bin:/bin")};
        for (const auto& [name, value] : environment) pairs.push_back(name + "=" + value);
        std::vector<char*> raw;
        for (std::string& pair : pairs) raw.push_back(pair.data());
        raw.push_back(nullptr);
        std::string program = SSB_POSTER;
        char* arguments[] = {program.data(), nullptr};
        const int log_file =
            log.empty() ? dup(STDERR_FILENO)
                        : open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        int ends[2];
        if (pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
        pid_ = fork();
        if (pid_ == 0) {  // nothing here may allocate: other threads run
            prctl(PR_SET_PDEATHSIG, SIGKILL);
            dup2(ends[1], STDOUT_FILENO);
            dup2(log_file, STDERR_FILENO);
            execve(arguments[0], arguments, raw.data());
            _exit(127);
        }
        close(ends[1]);
        close(log_file);
        first_line_ = read_line(ends[0]);
        close(ends[0]);
    }
    ~PosterProcess() { kill_now(); }
    PosterProcess(const PosterProcess&) = delete;
    PosterProcess& operator=(const PosterProcess&) = delete;

    std::string admin_url() const {
        const auto at = first_line_.find("http://");
        return at == std::string::npos ? std::string() : first_line_.substr(at);
    }

    void kill_now() { end(SIGKILL); }
    // Its exit code; -1 when it did not end by itself.
    int terminate() { return end(SIGTERM); }

private:
    int end(int signal) {
        if (pid_ <= 0) return -1;
        ::kill(pid_, signal);
        int status = 0;
        waitpid(std::exchange(pid_, 0), &status, 0);
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }
    static std::string read_line(int descriptor) {
        std::string line;
        for (char c = 0; read(descriptor, &c, 1) == 1 && c != '\n';) line += c;
        return line;
    }

    pid_t pid_ = 0;
    std::string first_line_;
};

}  // namespace poster_tests
