// A mutex that clang's -Wthread-safety understands. Write GUARDED_BY beside the data it guards.
// Macro names and meaning: clang's "Thread Safety Analysis" page.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

#if defined(__clang__)
#define SSB_THREAD(x) __attribute__((x))
#else
#define SSB_THREAD(x)
#endif
#define GUARDED_BY(x) SSB_THREAD(guarded_by(x))
#define REQUIRES(...) SSB_THREAD(requires_capability(__VA_ARGS__))
#define EXCLUDES(...) SSB_THREAD(locks_excluded(__VA_ARGS__))

namespace base {

class SSB_THREAD(capability("mutex")) Mutex {
public:
    void lock() SSB_THREAD(acquire_capability()) { mutex_.lock(); }
    void unlock() SSB_THREAD(release_capability()) { mutex_.unlock(); }

private:
    friend class Condition;
    std::mutex mutex_;
};

class SSB_THREAD(scoped_lockable) Lock {
public:
    explicit Lock(Mutex& mutex) SSB_THREAD(acquire_capability(mutex)) : mutex_(mutex) { mutex_.lock(); }
    ~Lock() SSB_THREAD(release_capability()) { mutex_.unlock(); }
    Lock(const Lock&) = delete;
    Lock& operator=(const Lock&) = delete;

private:
    Mutex& mutex_;
};

// Waits on a Mutex that the caller holds; spurious wake-ups happen, so wait in a loop.
class Condition {
public:
    template <class Rep, class Period>
    void wait_for(Mutex& mutex, std::chrono::duration<Rep, Period> limit) REQUIRES(mutex) {
        std::unique_lock<std::mutex> lock(mutex.mutex_, std::adopt_lock);
        condition_.wait_for(lock, limit);
        lock.release();
    }
    void notify_one() { condition_.notify_one(); }
    void notify_all() { condition_.notify_all(); }

private:
    std::condition_variable condition_;
};

}  // namespace base
