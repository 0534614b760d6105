#include "services/sticker-worker/core/settings.hpp"

#include <algorithm>

#include "libs/search/text/normalise.hpp"

namespace worker {
namespace {

// Slack takes no empty value.
constexpr std::string_view as_slack_says = "slack";
constexpr std::string_view no_pack = "-";

std::string value_of_block(const slack::Submission& sent, std::string_view block) {
    const auto found = sent.values.find(std::string(block));
    return found == sent.values.end() ? std::string() : found->second;
}

const PackFacts* pack_named(const Inputs& inputs, const std::string& name) {
    const auto found = std::find_if(inputs.packs.begin(), inputs.packs.end(),
                                    [&](const PackFacts& pack) { return pack.name == name; });
    return found == inputs.packs.end() ? nullptr : &*found;
}

slack::Option none_of_them(const Scene& scene) {
    return {scene.say("settings.pack_none"), std::string(no_pack)};
}

slack::StaticSelect languages(const Scene& scene) {
    slack::StaticSelect select{"value",
                               {{scene.say("settings.language_slack"), std::string(as_slack_says)},
                                {"한국어", "ko"},
                                {"English", "en"}},
                               {}};
    const std::string now = scene.inputs.chosen().language;
    select.initial = select.options.front();
    for (const slack::Option& option : select.options) {
        if (option.value == now) select.initial = option;
    }
    return select;
}

slack::ExternalSelect packs(const Scene& scene) {
    slack::ExternalSelect select{std::string(form::pack_list), scene.say("settings.pack_find"),
                                 none_of_them(scene)};
    if (const PackFacts* now = pack_named(scene.inputs, scene.inputs.chosen().pack)) {
        select.initial = slack::Option{now->title, now->name};
    }
    return select;
}

bool has(const std::string& text, const std::string& words) {
    return search::normalise(text).find(words) != std::string::npos;
}

// One digit is enough for 3 to 5; anything else is no such number.
std::size_t number_in(const std::string& text) {
    return text.size() == 1 && text[0] >= '0' && text[0] <= '9'
               ? static_cast<std::size_t>(text[0] - '0')
               : 0;
}

}  // namespace

Wish wish_of(const slack::Submission& sent) {
    if (sent.callback_id != form::callback_id) return Nothing{};
    return SaveSettings{value_of_block(sent, form::previews), value_of_block(sent, form::language),
                        value_of_block(sent, form::pack)};
}

Wish wish_of(const slack::OptionsRequest& wanted) {
    if (wanted.action_id != form::pack_list) return Nothing{};
    return ListPacks{wanted.words};
}

slack::Modal settings_modal(const Scene& scene) {
    slack::Modal modal{std::string(form::callback_id),
                       scene.say("modal.settings"),
                       scene.say("modal.save"),
                       scene.say("modal.close"),
                       {}};
    const std::string now = std::to_string(scene.inputs.chosen().previews);
    modal.inputs.push_back(
        {std::string(form::previews), scene.say("settings.previews"),
         scene.say("settings.number", {{"least", std::to_string(fewest_previews)},
                                       {"most", std::to_string(most_previews)}}),
         false, slack::NumberInput{"value", now}});
    modal.inputs.push_back(
        {std::string(form::language), scene.say("settings.language"), "", false, languages(scene)});
    modal.inputs.push_back({std::string(form::pack), scene.say("settings.pack"),
                            scene.say("settings.pack_hint"), true, packs(scene)});
    return modal;
}

std::string pack_options(const Scene& scene, const ListPacks& wish) {
    const std::string words = search::normalise(wish.words);
    std::vector<slack::Option> options;
    if (words.empty()) options.push_back(none_of_them(scene));
    for (const PackFacts& pack : scene.inputs.packs) {
        if (has(pack.title, words) || has(pack.name, words)) {
            options.push_back({pack.title, pack.name});
        }
    }
    return slack::options_answer(options);
}

std::variant<Settings, FieldErrors> judged(const Scene& scene, const SaveSettings& sent) {
    Settings settings;
    FieldErrors errors;
    settings.previews = number_in(sent.previews);
    if (settings.previews < fewest_previews || settings.previews > most_previews) {
        errors[std::string(form::previews)] = scene.say(
            "settings.number",
            {{"least", std::to_string(fewest_previews)}, {"most", std::to_string(most_previews)}});
    }
    if (sent.language == "ko" || sent.language == "en") {
        settings.language = sent.language;
    } else if (sent.language != as_slack_says) {
        errors[std::string(form::language)] = scene.say("settings.no_language");
    }
    if (!sent.pack.empty() && sent.pack != no_pack) {
        settings.pack = sent.pack;
        if (!pack_named(scene.inputs, sent.pack)) {
            errors[std::string(form::pack)] = scene.say("settings.no_pack");
        }
    }
    if (!errors.empty()) return errors;
    return settings;
}

}  // namespace worker
