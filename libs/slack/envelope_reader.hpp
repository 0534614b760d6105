// The SAX handler behind envelope.hpp. Private to this room.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "libs/slack/envelope.hpp"

namespace slack {

// Walks over bytes and tells how far the parser has come: its lexer reads objects' braces without
// looking ahead, so at start_object the place is just behind '{', at end_object just behind '}'.
class CountingIterator {
public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    CountingIterator(const char* at, const char** place) : at_(at), place_(place) {}
    reference operator*() const { return *at_; }
    CountingIterator& operator++() {
        *place_ = ++at_;
        return *this;
    }
    CountingIterator operator++(int) {
        CountingIterator old = *this;
        ++*this;
        return old;
    }
    friend bool operator==(const CountingIterator& a, const CountingIterator& b) {
        return a.at_ == b.at_;
    }
    friend bool operator!=(const CountingIterator& a, const CountingIterator& b) {
        return !(a == b);
    }

private:
    const char* at_;
    const char** place_;
};

// The names that matter, so that a path is a handful of small numbers and no strings are kept.
enum class Name : std::uint8_t {
    other,
    payload,
    type,
    envelope_id,
    accepts_response_payload,
    retry_attempt,
    retry_reason,
    reason,
    num_connections,
    debug_info,
    approximate_connection_time,
    team_id,
    team,
    id,
    enterprise_id,
    api_app_id,
    channel_id,
    channel,
    container,
    event,
    item,
    user_id,
    user,
    command,
    event_id,
    trigger_id,
    view,
    blocks,
    block_id
};
Name name_of(std::string_view key);

// Fills an Envelope (payload one level down) or, made for a bare payload, only its Routing.
class EnvelopeReader final : public nlohmann::json_sax<nlohmann::json> {
public:
    EnvelopeReader(Envelope& envelope, const char* const* place, bool bare_payload);

    bool null() override { return true; }
    bool boolean(bool value) override;
    bool number_integer(number_integer_t value) override;
    bool number_unsigned(number_unsigned_t value) override;
    bool number_float(number_float_t, const string_t&) override { return true; }
    bool string(string_t& value) override;
    bool binary(binary_t&) override { return true; }
    bool key(string_t& name) override;
    bool start_object(std::size_t) override;
    bool end_object() override;
    bool start_array(std::size_t) override;
    bool end_array() override;
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override {
        return false;
    }

    bool too_deep() const { return too_deep_; }
    bool saw_object() const { return saw_object_; }

private:
    static constexpr std::size_t kept_levels = 5;   // no rule looks deeper
    static constexpr std::size_t max_levels = 512;  // Slack nests a dozen

    bool at(std::size_t level, std::initializer_list<Name> names) const;
    bool enter(bool array);
    bool leave();
    void envelope_string(std::string& value);
    void payload_string(std::string& value);
    void payload_object_string(std::string& value);
    void view_block_string(std::string& value);
    void whole_number(long value);
    static void keep(std::string& field, std::string& value);

    Envelope& envelope_;
    const char* const* place_;
    std::size_t base_;  // level of the payload's own fields: 1 bare, 2 in an envelope
    std::array<Name, kept_levels + 2> path_{};
    std::size_t level_ = 0;
    bool saw_object_ = false;
    bool too_deep_ = false;
    const char* payload_begin_ = nullptr;
    bool block_is_input_ = false;
    std::string block_id_;
};

}  // namespace slack
