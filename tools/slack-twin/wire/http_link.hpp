// HTTP mode: signed POSTs to the app's Request URL.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "libs/base/mutex.hpp"
#include "libs/http/client.hpp"
#include "libs/websocket/loop.hpp"
#include "tools/slack-twin/delivery/http_request.hpp"
#include "tools/slack-twin/team/workspace.hpp"

namespace twin {

// A few threads that post and hand what came of it to the loop. The Request URL is verified by
// url_verification before anything is sent to it, as Slack does when it is saved; while that fails,
// deliveries fail too and each tries again. send(), set_url() and verify() on the loop's thread.
class HttpLink final : public Link {
public:
    static constexpr std::size_t kThreads = 8, kMaxQueued = 10'000;

    HttpLink(websocket::Loop& loop, Workspace& workspace);
    ~HttpLink() override;  // stop()

    void set_url(const std::string& url);  // not verified yet
    const std::string& url() const { return url_; }
    bool is_verified() const { return verified_; }
    void verify(std::function<void(bool verified)> done);

    std::string send(const Attempt& attempt) override;
    void stop();  // waits for running requests, at most the deadline; from any thread

private:
    struct Job {
        std::string url;
        bool verify_first = false;
        std::string challenge;
        bool deliver = false;
        Attempt attempt;
        std::function<void(bool)> verified;
    };
    bool push(Job job);
    void run();
    void perform(const Job& job);
    void report(const std::string& id, const base::Result<http::Response>& answer);
    void note_verified(const std::string& url, bool verified);

    websocket::Loop& loop_;
    Workspace& workspace_;
    std::string url_;        // loop's thread
    bool verified_ = false;  // loop's thread
    base::Mutex mutex_;
    base::Condition filled_;
    std::deque<Job> jobs_ GUARDED_BY(mutex_);
    bool stopping_ GUARDED_BY(mutex_) = false;
    std::vector<std::thread> threads_;  // last: they use the rest
};

}  // namespace twin
