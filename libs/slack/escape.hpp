// Text on its way into Slack and out of it. Pure.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace slack {

// & < > as entities: nothing in `text` can be a mention, a link or a broadcast (<!here>) any more.
// https://docs.slack.dev/messaging/formatting-message-text#escaping
std::string escape(std::string_view text);

// The other way round: what a member typed, out of the text of a message event.
std::string unescape(std::string_view text);

// A member's words as a quotation inside mrkdwn: one line of at most `most` UTF-16 units, escaped;
// @channel, @here and @everyone get an invisible joiner behind the @, a backtick becomes its
// look-alike U+02CB (so that no code block begins), and direction marks go.
inline constexpr std::size_t quote_length = 60;
std::string quote(std::string_view words, std::size_t most = quote_length);

// At most `most` UTF-16 units (Slack names "characters" and not their kind; this is the strictest
// reading), cut between code points, the last unit being "…" when something was cut.
std::string cut(std::string_view text, std::size_t most);

// UTF-16 units of a UTF-8 text; a stray byte counts as one.
std::size_t length(std::string_view text);

}  // namespace slack
