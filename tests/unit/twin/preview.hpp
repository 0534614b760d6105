// A message as the app shows previews.
#pragma once

#include "tools/slack-twin/world/json.hpp"

namespace twin {

// A message with one button "Send", as a preview has it.
inline Json preview(const std::string& value = "1") {
    return {
        {"text", "cat"},
        {"blocks",
         Json::array({Json{{"type", "image"},
                           {"image_url", "https://img.test/cat.png"},
                           {"alt_text", "cat"}},
                      Json{{"type", "actions"},
                           {"elements", Json::array({Json{{"type", "button"},
                                                          {"action_id", "send"},
                                                          {"value", value},
                                                          {"text", Json{{"type", "plain_text"},
                                                                        {"text", "Send"}}}}})}}})}};
}

}  // namespace twin
