// The JSON that Slack takes back at once: acks, immediate responses, and what HTTP mode wraps.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace slack {

// One Socket Mode frame: {"envelope_id":…} with `payload` (a JSON object) where it is not empty.
// A client frame over 20,480 bytes makes Slack close the socket, so keep it ≤ 20,000.
std::string ack_frame(const std::string& envelope_id, const std::string& payload = {});
inline constexpr std::size_t max_ack_bytes = 20'000;

std::string ephemeral_answer(const std::string& text);  // of a slash command
std::string field_error(const std::string& block_id,
                        const std::string& text);  // of a view_submission
// Each under the block_id of the input it is about.
std::string field_errors(const std::map<std::string, std::string>& texts);
std::string no_options();  // of a block_suggestion

// The fields of a slash command's form, as the JSON object that Socket Mode brings.
std::string command_payload(const std::vector<std::pair<std::string, std::string>>& fields);
// The challenge of a url_verification, or empty when the payload is none.
std::string url_challenge(const std::string& payload);

}  // namespace slack
