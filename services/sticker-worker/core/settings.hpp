// The settings of a member: the modal they stand in, its list of packs, and what was sent off.
// Pure.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <variant>

#include "libs/slack/payload.hpp"
#include "libs/slack/view/modal.hpp"
#include "services/sticker-worker/core/messages/scene.hpp"
#include "services/sticker-worker/core/request.hpp"

namespace worker {

// Names stay: members send off modals that an older build opened.
namespace form {
inline constexpr std::string_view callback_id = "sticker.settings";
inline constexpr std::string_view previews = "previews";  // block_ids
inline constexpr std::string_view language = "language";
inline constexpr std::string_view pack = "pack";
inline constexpr std::string_view pack_list = "sticker.pack";  // action_id of the list of packs
}  // namespace form

// Nothing for a modal, or a list, that is not ours.
Wish wish_of(const slack::Submission& sent);
Wish wish_of(const slack::OptionsRequest& wanted);

// As they stand now; the favourite pack only while there is such a one.
slack::Modal settings_modal(const Scene& scene);

// The packs whose title or name has the words in it, as the answer to a block_suggestion; in front
// of them "none", where nothing was typed.
std::string pack_options(const Scene& scene, const ListPacks& wish);

// What was sent off, or what is wrong with it: block_id → sentence.
using FieldErrors = std::map<std::string, std::string>;
std::variant<Settings, FieldErrors> judged(const Scene& scene, const SaveSettings& sent);

}  // namespace worker
