#include "libs/slack/envelope_reader.hpp"

#include <utility>

namespace slack {
namespace {

constexpr std::array<std::pair<std::string_view, Name>, 28> names{{
    {"payload", Name::payload},
    {"type", Name::type},
    {"envelope_id", Name::envelope_id},
    {"accepts_response_payload", Name::accepts_response_payload},
    {"retry_attempt", Name::retry_attempt},
    {"retry_reason", Name::retry_reason},
    {"reason", Name::reason},
    {"num_connections", Name::num_connections},
    {"debug_info", Name::debug_info},
    {"approximate_connection_time", Name::approximate_connection_time},
    {"team_id", Name::team_id},
    {"team", Name::team},
    {"id", Name::id},
    {"enterprise_id", Name::enterprise_id},
    {"api_app_id", Name::api_app_id},
    {"channel_id", Name::channel_id},
    {"channel", Name::channel},
    {"container", Name::container},
    {"event", Name::event},
    {"item", Name::item},
    {"user_id", Name::user_id},
    {"user", Name::user},
    {"command", Name::command},
    {"event_id", Name::event_id},
    {"trigger_id", Name::trigger_id},
    {"view", Name::view},
    {"blocks", Name::blocks},
    {"block_id", Name::block_id},
}};

}  // namespace

Name name_of(std::string_view key) {
    for (const auto& [text, name] : names) {
        if (text == key) return name;
    }
    return Name::other;
}

EnvelopeReader::EnvelopeReader(Envelope& envelope, const char* const* place, bool bare_payload)
    : envelope_(envelope), place_(place), base_(bare_payload ? 1 : 2) {}

// Whether the value being read stands at `level` under these names, outermost first.
bool EnvelopeReader::at(std::size_t level, std::initializer_list<Name> wanted) const {
    if (level_ != level) return false;
    std::size_t i = level - wanted.size() + 1;
    for (const Name name : wanted) {
        if (path_[i++] != name) return false;
    }
    return base_ == 1 || level == 1 || path_[1] == Name::payload;
}

bool EnvelopeReader::key(string_t& name) {
    if (level_ <= kept_levels) path_[level_] = name_of(name);
    return true;
}

bool EnvelopeReader::enter(bool array) {
    ++level_;
    if (level_ > max_levels) {
        too_deep_ = true;
        return false;
    }
    if (level_ <= kept_levels) path_[level_] = Name::other;  // array items have no name
    if (!array) saw_object_ = true;
    return true;
}

bool EnvelopeReader::leave() {
    --level_;
    return true;
}

bool EnvelopeReader::start_object(std::size_t) {
    if (level_ == 0) saw_object_ = true;
    if (base_ == 2 && level_ == 1 && path_[1] == Name::payload) payload_begin_ = *place_ - 1;
    if (at(base_ + 2, {Name::view, Name::blocks, Name::other})) {
        block_is_input_ = false;
        block_id_.clear();
    }
    return enter(false);
}

bool EnvelopeReader::end_object() {
    leave();
    if (base_ == 2 && level_ == 1 && payload_begin_ && path_[1] == Name::payload) {
        envelope_.payload = {payload_begin_, static_cast<std::size_t>(*place_ - payload_begin_)};
    }
    if (block_is_input_ && at(base_ + 2, {Name::view, Name::blocks, Name::other})) {
        keep(envelope_.routing.first_input_block, block_id_);
        block_is_input_ = false;
    }
    return true;
}

bool EnvelopeReader::start_array(std::size_t) { return enter(true); }
bool EnvelopeReader::end_array() { return leave(); }

void EnvelopeReader::keep(std::string& field, std::string& value) {
    if (field.empty()) field = std::move(value);
}

bool EnvelopeReader::string(string_t& value) {
    if (base_ == 2 && level_ == 1) envelope_string(value);
    if (level_ == base_ && (base_ == 1 || path_[1] == Name::payload)) payload_string(value);
    if (level_ > base_ && level_ <= base_ + 2) payload_object_string(value);
    if (level_ == base_ + 3) view_block_string(value);
    return true;
}

void EnvelopeReader::envelope_string(std::string& value) {
    switch (path_[1]) {
        case Name::type:
            keep(envelope_.type, value);
            break;
        case Name::envelope_id:
            keep(envelope_.envelope_id, value);
            break;
        case Name::retry_reason:
            keep(envelope_.retry_reason, value);
            break;
        case Name::reason:
            keep(envelope_.reason, value);
            break;
        default:
            break;
    }
}

void EnvelopeReader::payload_string(std::string& value) {
    Routing& routing = envelope_.routing;
    switch (path_[base_]) {
        case Name::type:
            keep(routing.type, value);
            break;
        case Name::team_id:
            keep(routing.team, value);
            break;
        case Name::enterprise_id:
            keep(routing.enterprise, value);
            break;
        case Name::api_app_id:
            keep(routing.app, value);
            break;
        case Name::channel_id:
            keep(routing.channel, value);
            break;
        case Name::user_id:
            keep(routing.user, value);
            break;
        case Name::command:
            keep(routing.command, value);
            break;
        case Name::event_id:
            keep(routing.event_id, value);
            break;
        case Name::trigger_id:
            keep(routing.trigger_id, value);
            break;
        default:
            break;
    }
}

void EnvelopeReader::payload_object_string(std::string& value) {
    Routing& routing = envelope_.routing;
    const std::size_t one = base_ + 1;
    const std::size_t two = base_ + 2;
    if (at(one, {Name::team, Name::id}) || at(one, {Name::view, Name::team_id}) ||
        at(one, {Name::user, Name::team_id})) {
        keep(routing.team, value);
    } else if (at(one, {Name::channel, Name::id}) || at(one, {Name::container, Name::channel_id}) ||
               at(one, {Name::event, Name::channel}) ||
               at(two, {Name::event, Name::channel, Name::id}) ||
               at(two, {Name::event, Name::item, Name::channel})) {
        keep(routing.channel, value);
    } else if (at(one, {Name::user, Name::id}) || at(one, {Name::event, Name::user}) ||
               at(two, {Name::event, Name::user, Name::id})) {
        keep(routing.user, value);
    } else if (at(one, {Name::event, Name::type})) {
        keep(routing.event_type, value);
    }
}

void EnvelopeReader::view_block_string(std::string& value) {
    if (at(base_ + 3, {Name::view, Name::blocks, Name::other, Name::type})) {
        block_is_input_ = value == "input";
    } else if (at(base_ + 3, {Name::view, Name::blocks, Name::other, Name::block_id})) {
        block_id_ = std::move(value);
    }
}

bool EnvelopeReader::boolean(bool value) {
    if (base_ == 2 && level_ == 1 && path_[1] == Name::accepts_response_payload) {
        envelope_.accepts_response_payload = value;
    }
    return true;
}

void EnvelopeReader::whole_number(long value) {
    if (base_ != 2) return;
    const int number = value < 0 || value > 1'000'000'000 ? 0 : static_cast<int>(value);
    if (level_ == 1 && path_[1] == Name::retry_attempt) envelope_.retry_attempt = number;
    if (level_ == 1 && path_[1] == Name::num_connections) envelope_.num_connections = number;
    if (level_ == 2 && path_[1] == Name::debug_info &&
        path_[2] == Name::approximate_connection_time) {
        envelope_.connection_seconds = number;
    }
}

bool EnvelopeReader::number_integer(number_integer_t value) {
    whole_number(static_cast<long>(value));
    return true;
}

bool EnvelopeReader::number_unsigned(number_unsigned_t value) {
    whole_number(value > 1'000'000'000 ? -1 : static_cast<long>(value));
    return true;
}

}  // namespace slack
