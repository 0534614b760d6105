#include "tools/slack-twin/wire/http_link.hpp"

#include "libs/crypto/hash.hpp"

namespace twin {
namespace {

base::Result<http::Response> post_to(const http::Url& url, const http::Request& request) {
    http::ClientConfig config;
    config.origin = url.origin();
    config.total_timeout = Deliveries::kAckDeadline;
    return http::Client(config).send(request);
}

}  // namespace

HttpLink::HttpLink(websocket::Loop& loop, Workspace& workspace)
    : loop_(loop), workspace_(workspace) {
    for (std::size_t i = 0; i < kThreads; ++i) threads_.emplace_back([this] { run(); });
}

HttpLink::~HttpLink() { stop(); }

void HttpLink::stop() {
    {
        const base::Lock lock(mutex_);
        stopping_ = true;
        filled_.notify_all();
    }
    for (std::thread& thread : threads_)
        if (thread.joinable()) thread.join();
}

void HttpLink::set_url(const std::string& url) {
    url_ = url;
    verified_ = false;
}

void HttpLink::verify(std::function<void(bool)> done) {
    Job job;
    job.url = url_;
    job.verify_first = true;
    job.challenge = crypto::random_hex(16);
    job.verified = done;
    if (url_.empty() || !push(std::move(job))) done(false);
}

std::string HttpLink::send(const Attempt& attempt) {
    if (url_.empty()) return {};
    Job job;
    job.url = url_;
    job.verify_first = !verified_;
    job.challenge = crypto::random_hex(16);
    job.deliver = true;
    job.attempt = attempt;
    return push(std::move(job)) ? "http" : std::string();
}

bool HttpLink::push(Job job) {
    const base::Lock lock(mutex_);
    if (stopping_ || jobs_.size() >= kMaxQueued) return false;
    jobs_.push_back(std::move(job));
    filled_.notify_one();
    return true;
}

void HttpLink::run() {
    for (;;) {
        Job job;
        {
            const base::Lock lock(mutex_);
            while (jobs_.empty() && !stopping_) filled_.wait_for(mutex_, std::chrono::seconds(1));
            if (stopping_) return;
            job = std::move(jobs_.front());
            jobs_.pop_front();
        }
        perform(job);
    }
}

void HttpLink::perform(const Job& job) {
    const auto url = http::parse_url(job.url);
    if (!url) return report(job.attempt.envelope_id, url.error());
    if (job.verify_first) {
        const auto answer =
            post_to(*url, verification_request(job.challenge, url->target, workspace_.clock.now()));
        const bool good = answer.ok() && verified(*answer, job.challenge);
        loop_.post([this, good, address = job.url, done = job.verified] {
            note_verified(address, good);
            if (done) done(good);
        });
        if (!good && job.deliver)
            return report(job.attempt.envelope_id, base::Error::later("connect_failed"));
    }
    if (!job.deliver) return;
    report(job.attempt.envelope_id,
           post_to(*url, http_request(job.attempt, url->target, workspace_.clock.now())));
}

void HttpLink::note_verified(const std::string& url, bool verified) {
    if (url == url_) verified_ = verified_ || verified;
}

void HttpLink::report(const std::string& id, const base::Result<http::Response>& answer) {
    if (!answer.ok()) {
        const bool late = answer.error().code == "timeout";
        loop_.post([this, id, late] {
            workspace_.deliveries.failed(id, late ? "operation_timeout" : "dispatch_failed",
                                         late ? "http_timeout" : "connection_failed", false);
        });
        return;
    }
    loop_.post([this, id, verdict = judge(*answer)] {
        if (verdict.acked)
            workspace_.deliveries.acked(id, verdict.payload);
        else
            workspace_.deliveries.failed(id, verdict.failure, verdict.retry_reason,
                                         verdict.no_retry);
    });
}

}  // namespace twin
