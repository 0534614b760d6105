// Envelopes on their way to the app: the 3-second deadline and the Events API's redelivery.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "tools/slack-twin/delivery/link.hpp"
#include "tools/slack-twin/delivery/timers.hpp"
#include "tools/slack-twin/world/ledger.hpp"

namespace twin {

struct Delivery {
    std::string type, user;  // user: who caused it, for the ledger
    Json payload;
    bool accepts_payload = false;
};

// How the first attempt ended.
struct Outcome {
    std::string envelope_id;
    bool acked = false;
    std::int64_t ack_ms = 0;
    Json ack;             // the ack's payload; {} for a bare one
    std::string failure;  // operation_timeout, dispatch_failed, http_client_error, …
};

// Slack's rules, from docs.slack.dev "Using Socket Mode" and "Events API":
//  * an ack counts within 3 s;
//  * an event that was not acked comes again almost at once, after 1 minute and after 5 minutes,
//  under
//    a new envelope id with retry_attempt 1, 2, 3, also when no socket was open. Commands and
//    interactions are not repeated.
// A late ack changes nothing. Used by one thread.
class Deliveries {
public:
    static constexpr base::Duration kAckDeadline{3000};
    static constexpr int kRetries = 3;

    Deliveries(const base::Clock& clock, Timers& timers, Ledger& ledger);
    void use(Link& link) { link_ = &link; }  // for the attempts from now on

    using Done = std::function<void(const Outcome&)>;
    // `done` is called once, when the first attempt was acked or failed; perhaps inside this call.
    // Returns the first envelope's id.
    std::string send(Delivery delivery, Done done = {});

    // Each of the next `times` deliveries is sent `copies` times more, at once and acked or not:
    // events under new envelope ids as retries 1, 2, …; the rest again under the same id.
    void repeat(int times, int copies) { repeats_ = {times, copies}; }

    // From the link. Unknown and ended ids are ignored. `payload` null: a bare ack.
    void acked(const std::string& envelope_id, const Json& payload);
    // The app answered with something that is no ack, or could not be reached. `no_retry`: it asked
    // not to be sent this event again (x-slack-no-retry).
    void failed(const std::string& envelope_id, const std::string& failure,
                const std::string& retry_reason, bool no_retry);

    std::size_t waiting() const { return waiting_.size(); }
    void reset();  // every waiting delivery fails with "reset" and nothing is sent again

private:
    struct Waiting {
        std::shared_ptr<const Delivery> delivery;
        Done done;
        int attempt = 0;
        std::chrono::steady_clock::time_point sent{};
        std::vector<Ledger::LineId> lines;  // one for each time it was sent under this id
    };
    struct Repeats {
        int times = 0, copies = 0;
    };
    void send_copies(const std::shared_ptr<const Delivery>& delivery, const std::string& id);
    std::string attempt(std::shared_ptr<const Delivery> delivery, int number,
                        const std::string& reason, Done done);
    void end(Waiting waiting, Outcome outcome, const std::string& retry_reason, bool no_retry);
    const base::Clock& clock_;
    Timers& timers_;
    Ledger& ledger_;
    Link* link_ = nullptr;
    std::map<std::string, Waiting> waiting_;
    Repeats repeats_;
    std::uint64_t generation_ = 0;  // retries of an earlier one are dropped
};

}  // namespace twin
