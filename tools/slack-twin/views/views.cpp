#include "tools/slack-twin/views/views.hpp"

#include <algorithm>

#include "libs/crypto/hash.hpp"
#include "tools/slack-twin/blocks/find.hpp"
#include "tools/slack-twin/views/state.hpp"

namespace twin {
namespace {

// Values of fields that are still there; a new field begins with its initial value.
Json carried(const Json& blocks, const Json& old) {
    Json values = initial_values(blocks);
    for (auto& [block, actions] : values.items())
        for (auto& [action, state] : actions.items())
            if (old.contains(block) && old[block].contains(action)) state = old[block][action];
    return values;
}

}  // namespace

const View* Views::find(const std::string& id) const {
    const auto found = views_.find(id);
    return found == views_.end() ? nullptr : &found->second;
}

const View* Views::by_external_id(const std::string& id) const {
    for (const auto& [name, view] : views_)
        if (!id.empty() && text_of(view.body, "external_id") == id) return &view;
    return nullptr;
}

std::vector<const View*> Views::stack(const std::string& user) const {
    std::vector<const View*> views;
    if (const auto found = stacks_.find(user); found != stacks_.end())
        for (const std::string& id : found->second) views.push_back(find(id));
    return views;
}

const View* Views::top(const std::string& user) const {
    const auto views = stack(user);
    return views.empty() ? nullptr : views.back();
}

const View* Views::home(const std::string& user) const {
    const auto found = homes_.find(user);
    return found == homes_.end() ? nullptr : find(found->second);
}

void Views::fill(View& view, Json body) {
    name_blocks(body["blocks"], block_ids_);
    view.values = carried(body["blocks"], view.values);
    view.body = std::move(body);
    view.errors = Json::object();
    view.trouble.clear();
    const auto now = clock_.now().time_since_epoch().count() / 1000;
    view.hash = std::to_string(now) + "." + crypto::random_hex(4);
}

View& Views::add(const std::string& user, Json body) {
    std::string number = std::to_string(++ids_);
    number.insert(0, number.size() < 6 ? 6 - number.size() : 0, '0');
    const std::string id = "V0TWIN" + number;
    View& view = views_[id];
    view.id = view.root = id;
    view.user = user;
    fill(view, std::move(body));
    return view;
}

const View& Views::open(const std::string& user, const std::string& channel, Json body) {
    clear(user);
    View& view = add(user, std::move(body));
    view.channel = channel;
    stacks_[user] = {view.id};
    touch(user);
    return view;
}

base::Result<const View*> Views::push(const std::string& user, Json body) {
    const View* below = top(user);
    if (!below) return base::Error::never("not_found");
    auto& stack = stacks_[user];
    if (stack.size() >= kMaxDepth) return base::Error::never("push_limit_reached");
    const std::string root = below->root, previous = below->id, channel = below->channel;
    View& view = add(user, std::move(body));
    view.root = root;
    view.previous = previous;
    view.channel = channel;
    stack.push_back(view.id);
    touch(user);
    return &view;
}

const View& Views::update(const std::string& id, Json body) {
    View& view = views_.at(id);
    fill(view, std::move(body));
    touch(view.user);
    return view;
}

const View& Views::publish(const std::string& user, Json body) {
    if (const View* old = home(user)) return update(old->id, std::move(body));
    View& view = add(user, std::move(body));
    homes_[user] = view.id;
    touch(user);
    return view;
}

void Views::close(const std::string& id) {
    const View* view = find(id);
    if (!view) return;
    const std::string user = view->user;
    auto& stack = stacks_[user];
    const auto from = std::find(stack.begin(), stack.end(), id);
    for (auto one = from; one != stack.end(); ++one) views_.erase(*one);
    stack.erase(from, stack.end());
    touch(user);
}

void Views::clear(const std::string& user) {
    const auto found = stacks_.find(user);
    if (found != stacks_.end() && !found->second.empty()) close(std::string(found->second.front()));
}

void Views::reset() {
    std::vector<std::string> users;
    for (const auto& [id, view] : views_) users.push_back(view.user);
    views_.clear();
    stacks_.clear();
    homes_.clear();
    offers_.clear();
    for (const std::string& user : users) touch(user);
}

void Views::put(const std::string& id, const std::string& block, const std::string& action,
                Json state) {
    View& view = views_.at(id);
    view.values[block][action] = std::move(state);
    view.errors.erase(block);
    touch(view.user);
}

void Views::complain(const std::string& id, Json errors, std::string trouble) {
    const auto found = views_.find(id);
    if (found == views_.end()) return;
    found->second.errors = std::move(errors);
    found->second.trouble = std::move(trouble);
    touch(found->second.user);
}

void Views::offer(const std::string& user, const std::string& action, Json options) {
    if (offers_.size() >= kMaxOffers) offers_.clear();
    offers_[user + "/" + action] = std::move(options);
}

const Json& Views::offered(const std::string& user, const std::string& action) const {
    static const Json none;
    const auto found = offers_.find(user + "/" + action);
    return found == offers_.end() ? none : found->second;
}

std::uint64_t Views::version(const std::string& user) const {
    const auto found = versions_.find(user);
    return found == versions_.end() ? 0 : found->second;
}

void Views::touch(const std::string& user) {
    versions_[user] = ++sequence_;
    if (hook_) hook_(user);
}

}  // namespace twin
