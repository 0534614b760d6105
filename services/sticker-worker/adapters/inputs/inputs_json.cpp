#include "services/sticker-worker/adapters/inputs/inputs_json.hpp"

#include <nlohmann/json.hpp>

namespace worker {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(const StickerFacts& sticker) {
    return {{"id", sticker.id}, {"label", sticker.label}, {"image_url", sticker.image_url}};
}

StickerFacts sticker_of(const Json& json) {
    return {json.value("id", ""), json.value("label", ""), json.value("image_url", "")};
}

Json json_of(const Page& page) {
    Json json{
        {"total", page.total}, {"stickers", Json::array()}, {"suggestions", page.suggestions}};
    for (const StickerFacts& sticker : page.stickers) json["stickers"].push_back(json_of(sticker));
    if (!page.understood.empty()) json["understood"] = page.understood;
    return json;
}

Page page_of(const Json& json) {
    Page page;
    page.total = json.value("total", std::size_t{0});
    for (const Json& sticker : json.value("stickers", Json::array())) {
        page.stickers.push_back(sticker_of(sticker));
    }
    page.suggestions = json.value("suggestions", std::vector<std::string>());
    page.understood = json.value("understood", "");
    return page;
}

Json json_of(const Member& member) {
    if (!member.known) return Json::object();
    Json json{{"locale", member.locale}, {"name", member.name}, {"image_url", member.image_url}};
    if (!member.may_sign) json["may_sign"] = false;
    return json;
}

Member member_of(const Json& json) {
    if (json.empty()) return {};
    return {true, json.value("locale", ""), json.value("name", ""), json.value("image_url", ""),
            json.value("may_sign", true)};
}

Json json_of(const Settings& settings) {
    Json json{{"previews", settings.previews}};
    if (!settings.language.empty()) json["language"] = settings.language;
    if (!settings.pack.empty()) json["pack"] = settings.pack;
    return json;
}

Settings settings_of(const Json& json) {
    const auto previews = json.value("previews", fewest_previews);
    const bool fits = previews >= fewest_previews && previews <= most_previews;
    return {fits ? previews : fewest_previews, json.value("language", ""), json.value("pack", "")};
}

Json json_of(const std::vector<PackFacts>& packs) {
    Json json = Json::array();
    for (const PackFacts& pack : packs)
        json.push_back({{"name", pack.name}, {"title", pack.title}});
    return json;
}

std::vector<PackFacts> packs_of(const Json& json) {
    std::vector<PackFacts> packs;
    for (const Json& pack : json)
        packs.push_back({pack.value("name", ""), pack.value("title", "")});
    return packs;
}

std::string text_of(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// nlohmann's type errors are exceptions; they end here.
template <class Value, class Read>
base::Result<Value> read(const std::string& text, Read value_of) {
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object()) return base::Error::never("bad_inputs", "no JSON object");
    try {
        return value_of(json);
    } catch (const Json::exception& failure) {
        return base::Error::never("bad_inputs", failure.what());
    }
}

}  // namespace

std::string inputs_to_json(const Inputs& inputs) {
    Json json{{"catalogue", inputs.catalogue}, {"member", json_of(inputs.member)}};
    if (inputs.settings) json["settings"] = json_of(*inputs.settings);
    if (!inputs.packs.empty()) json["packs"] = json_of(inputs.packs);
    if (inputs.page) json["page"] = json_of(*inputs.page);
    if (inputs.sticker) json["sticker"] = json_of(*inputs.sticker);
    if (inputs.too_fast) json["too_fast"] = true;
    return text_of(json);
}

base::Result<Inputs> inputs_from_json(const std::string& text) {
    return read<Inputs>(text, [](const Json& json) {
        Inputs inputs;
        inputs.catalogue = json.value("catalogue", "");
        inputs.member = member_of(json.value("member", Json::object()));
        if (json.contains("settings")) inputs.settings = settings_of(json.at("settings"));
        inputs.packs = packs_of(json.value("packs", Json::array()));
        if (json.contains("page")) inputs.page = page_of(json.at("page"));
        if (json.contains("sticker")) inputs.sticker = sticker_of(json.at("sticker"));
        inputs.too_fast = json.value("too_fast", false);
        return inputs;
    });
}

std::string page_to_json(const Page& page) { return text_of(json_of(page)); }
base::Result<Page> page_from_json(const std::string& text) { return read<Page>(text, page_of); }
std::string settings_to_json(const Settings& settings) { return text_of(json_of(settings)); }
base::Result<Settings> settings_from_json(const std::string& text) {
    return read<Settings>(text, settings_of);
}
std::string member_to_json(const Member& member) { return text_of(json_of(member)); }
base::Result<Member> member_from_json(const std::string& text) {
    return read<Member>(text, member_of);
}

}  // namespace worker
