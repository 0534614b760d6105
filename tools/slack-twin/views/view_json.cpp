#include "tools/slack-twin/views/views.hpp"
#include "tools/slack-twin/world/model.hpp"

namespace twin {
namespace {

Json text_or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

Json shown(const View& view) {
    Json json = to_json(view);
    json["errors"] = view.errors;
    if (!view.trouble.empty()) json["trouble"] = view.trouble;
    return json;
}

}  // namespace

Json to_json(const View& view) {
    const Json& body = view.body;
    Json json{{"id", view.id},
              {"team_id", kTeam},
              {"type", text_of(body, "type")},
              {"blocks", view.blocks()},
              {"private_metadata", text_of(body, "private_metadata")},
              {"callback_id", text_of(body, "callback_id")},
              {"state", Json{{"values", view.values}}},
              {"hash", view.hash},
              {"title", member_of(body, "title")},
              {"clear_on_close", flag_of(body, "clear_on_close", false)},
              {"notify_on_close", flag_of(body, "notify_on_close", false)},
              {"close", member_of(body, "close")},
              {"submit", member_of(body, "submit")},
              {"previous_view_id", text_or_null(view.previous)},
              {"root_view_id", view.root},
              {"app_id", kApp},
              {"external_id", text_of(body, "external_id")},
              {"app_installed_team_id", kTeam},
              {"bot_id", kBot}};
    if (view.home()) json["title"] = Json{{"type", "plain_text"}, {"text", "View Title"}};
    return json;
}

Json open_views(const Views& views, const std::string& user) {
    Json modals = Json::array();
    for (const View* view : views.stack(user)) modals.push_back(shown(*view));
    const View* home = views.home(user);
    return {{"modals", std::move(modals)}, {"home", home ? shown(*home) : Json()}};
}

}  // namespace twin
