// Modals and Home tabs: what each member has open, and what they have put into it.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "libs/base/clock.hpp"
#include "libs/base/result.hpp"
#include "tools/slack-twin/world/json.hpp"

namespace twin {

struct View {
    std::string id, hash, user;
    std::string root, previous;    // modals: the first of the stack, the one below; else empty
    std::string channel;           // where the modal was opened from, empty where that is nowhere
    Json body;                     // as the app sent it; every block and action has an id
    Json values = Json::object();  // block_id → action_id → state
    Json errors = Json::object();  // block_id → what is wrong there, after a submission
    std::string trouble;           // above all fields: the submission did not get through

    bool home() const { return text_of(body, "type") == "home"; }
    const Json& blocks() const { return member_of(body, "blocks"); }
};

// docs.slack.dev "Modals": a member has one stack of at most 3 views; an update keeps the id and
// changes the hash; a hash that is not the current one is hash_conflict; what a member typed stays
// over an update where block and action keep their ids. Owned by Workspace; used by one thread.
// References hold until the next change.
class Views {
public:
    static constexpr std::size_t kMaxDepth = 3;

    explicit Views(const base::Clock& clock) : clock_(clock) {}

    const View* find(const std::string& id) const;  // nullptr: not open
    const View* by_external_id(const std::string& id) const;
    const View* top(const std::string& user) const;
    const View* home(const std::string& user) const;
    std::vector<const View*> stack(const std::string& user) const;  // bottom first

    const View& open(const std::string& user, const std::string& channel, Json body);
    base::Result<const View*> push(const std::string& user, Json body);  // push_limit_reached
    const View& update(const std::string& id, Json body);
    const View& publish(const std::string& user, Json body);
    void close(const std::string& id);    // with all above it
    void clear(const std::string& user);  // the whole stack; the Home tab stays
    void reset();

    void put(const std::string& id, const std::string& block, const std::string& action,
             Json state);
    void complain(const std::string& id, Json errors, std::string trouble = {});

    // What the app last offered for an external select; for finding an option by its value. Of one
    // member and action the last, at most kMaxOffers in all, then they are forgotten.
    static constexpr std::size_t kMaxOffers = 2'000;
    void offer(const std::string& user, const std::string& action, Json options);
    const Json& offered(const std::string& user, const std::string& action) const;

    // Grows with every change of what that member has open; never goes back.
    std::uint64_t version(const std::string& user) const;
    void on_change(std::function<void(const std::string& user)> hook) { hook_ = std::move(hook); }

private:
    View& add(const std::string& user, Json body);
    void fill(View& view, Json body);
    void touch(const std::string& user);
    const base::Clock& clock_;
    std::map<std::string, View> views_;
    std::map<std::string, std::vector<std::string>> stacks_;
    std::map<std::string, std::string> homes_;
    std::map<std::string, Json> offers_;
    std::map<std::string, std::uint64_t> versions_;
    std::uint64_t ids_ = 0, block_ids_ = 0, sequence_ = 0;
    std::function<void(const std::string&)> hook_;
};

// The view as Web API answers and payloads carry it.
Json to_json(const View& view);
// Everything of that member for GET /twin/see: {"modals":[bottom … top],"home":view|null}.
Json open_views(const Views& views, const std::string& user);

}  // namespace twin
