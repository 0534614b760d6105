#include "libs/http/connections.hpp"

namespace http {
namespace {

constexpr std::chrono::seconds wake_up{60};  // only so that a wait has an end

}  // namespace

void Connections::enqueue(std::function<void()> serve) {
    base::Lock lock(mutex_);
    waiting_.push_back(std::move(serve));
    if (waiting_.size() > idle_ && threads_.size() < limit_) {
        threads_.emplace_back([this] { run(); });
    }
    changed_.notify_one();
}

void Connections::shutdown() {
    std::vector<std::thread> threads;
    {
        base::Lock lock(mutex_);
        stopped_ = true;
        threads.swap(threads_);
        changed_.notify_all();
    }
    for (auto& thread : threads) thread.join();
}

void Connections::run() {
    for (;;) {
        std::function<void()> serve;
        {
            base::Lock lock(mutex_);
            ++idle_;
            while (waiting_.empty() && !stopped_) changed_.wait_for(mutex_, wake_up);
            --idle_;
            if (waiting_.empty()) return;
            serve = std::move(waiting_.front());
            waiting_.pop_front();
        }
        serve();
    }
}

void Slots::take() {
    base::Lock lock(mutex_);
    while (free_ == 0) changed_.wait_for(mutex_, wake_up);
    --free_;
}

void Slots::give_back() {
    base::Lock lock(mutex_);
    ++free_;
    changed_.notify_one();
}

}  // namespace http
