// The payloads of what members do outside of messages: views, option lists, shortcuts, Home.
#pragma once

#include "tools/slack-twin/blocks/find.hpp"
#include "tools/slack-twin/delivery/payloads.hpp"
#include "tools/slack-twin/team/app.hpp"
#include "tools/slack-twin/views/views.hpp"

namespace twin {

// Shapes: docs.slack.dev "Handling user interaction" and "Modals"; samples in the official SDKs.
Json view_action_payload(const Member& member, const std::string& trigger_id, const View& view,
                         const Button& button, const Json& chosen, base::Time now);
// `response_urls`: of channel selects with response_url_enabled; may be empty.
Json view_submission_payload(const Member& member, const std::string& trigger_id, const View& view,
                             Json response_urls);
Json view_closed_payload(const Member& member, const View& view, bool cleared);

// What a member has typed into an external select of a view, or of a message.
Json view_suggestion_payload(const Member& member, const View& view, const Button& select,
                             const std::string& typed);
Json suggestion_payload(const Interaction& interaction, const Message& message,
                        const Button& select, const std::string& typed);

// `message` null: a global shortcut, which knows no channel.
Json shortcut_payload(const Interaction* place, const Member& member, const std::string& trigger_id,
                      const Shortcut& shortcut, const Message* message, base::Time now);

// The event app_home_opened. `view`: what is published there, or null.
Json home_opened_payload(const Member& member, const std::string& channel, const char* tab,
                         const View* view, base::Time now);

}  // namespace twin
