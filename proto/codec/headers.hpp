// What all codecs share: the CloudEvents headers, and reading fields with a clear complaint.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "libs/base/clock.hpp"
#include "libs/base/result.hpp"
#include "proto/ids.hpp"
#include "proto/wire.hpp"

namespace proto::codec {

// ce_specversion, ce_id, ce_source, ce_type, ce_time, ce_subject (when there), content-type and
// traceparent (when there). CloudEvents 1.0, Kafka protocol binding 3.2.
void put_cloud_event(Wire& wire, std::string_view type, const std::string& id,
                     const std::string& source, base::Time time, const std::string& subject,
                     const Trace& trace);

// Reads headers and body of a record, remembering the first complaint: read everything, then ask
// error() once.
class Reader {
public:
    // Complains unless ce_type is `type`.
    Reader(const Wire& wire, std::string_view type);

    std::string header(std::string_view name);           // must be there
    std::string optional_header(std::string_view name);  // may be absent: empty
    base::Time header_time(std::string_view name);       // must be there, RFC 3339
    std::optional<base::Time> optional_header_time(std::string_view name);

    // The value as a JSON object; complains when it is none, or nests more than 100 deep.
    const nlohmann::json& body();
    std::string text(const char* field);           // must be there, a string
    std::string optional_text(const char* field);  // absent or null: empty
    int number(const char* field, int fallback);   // 0 or above
    bool flag(const char* field);
    base::Time time(const char* field);
    Conversation conversation();  // out of `team` and `channel`

    void complain(base::Error error);
    const std::optional<base::Error>& error() const { return error_; }

private:
    const nlohmann::json* find(const char* field);
    const Wire& wire_;
    nlohmann::json body_;
    bool parsed_ = false;
    std::optional<base::Error> error_;
};

// The value as text; invalid UTF-8 is replaced, so that no field can make a record unwritable.
std::string dump(const nlohmann::ordered_json& body);

}  // namespace proto::codec
