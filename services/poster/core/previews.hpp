// The previews that an action came from, and the response_url by which they can be changed.
#pragma once

#include <atomic>

namespace poster {

// What two threads must agree on: the one that carries the action, and the one that meanwhile turns
// the previews into "sending…". The carrier's word is the last one. Lock-free.
class Previews {
public:
    static constexpr int most_uses = 5;  // of one response_url (slack-protocol 2.6)

    bool usable() const { return uses_ < most_uses; }
    void used() { ++uses_; }

    // Before "sending…" goes out. False: the action has ended, say nothing.
    bool begin_sending() {
        State waiting = State::shown;
        return usable() && state_.compare_exchange_strong(waiting, State::changing);
    }
    // Before another word in place of that one, if enough uses are left for the end.
    bool begin_another() {
        State waiting = State::sending;
        return uses_ < most_uses - 2 &&
               state_.compare_exchange_strong(waiting, State::changing);
    }
    bool closed() const { return state_ == State::closed; }
    // Not taken: they still stand there, and it may be said once more.
    void end_sending(bool taken) { state_ = taken ? State::sending : State::shown; }

    // By the carrier, before its last word. False: "sending…" is on its way at this moment, ask
    // again a little later.
    bool close() {
        State seen = state_;
        while (seen != State::changing) {
            if (state_.compare_exchange_weak(seen, State::closed)) return true;
        }
        return false;
    }

private:
    enum class State { shown, changing, sending, closed };
    std::atomic<State> state_{State::shown};
    std::atomic<int> uses_{0};
};

}  // namespace poster
