#include "tools/slack-twin/views/check.hpp"

#include <algorithm>

#include "tools/slack-twin/blocks/check.hpp"
#include "tools/slack-twin/blocks/complaints.hpp"

namespace twin {
namespace {

constexpr std::size_t kMaxTitle = 24, kMaxMetadata = 3000, kMaxId = 255;

bool has_input(const Json& blocks) {
    return std::any_of(blocks.begin(), blocks.end(),
                       [](const Json& block) { return text_of(block, "type") == "input"; });
}

void check_modal(const Json& view, const Place& place, Complaints& wrong) {
    using Kind = Complaints::TextKind;
    if (wrong.required(view, "title", place))
        wrong.text_object(view, "title", kMaxTitle, Kind::plain, place);
    wrong.text_object(view, "submit", kMaxTitle, Kind::plain, place);
    wrong.text_object(view, "close", kMaxTitle, Kind::plain, place);
    if (member_of(view, "submit").is_null() && has_input(member_of(view, "blocks")))
        wrong.add("submit is required when an input block is within the blocks array", place);
}

void check_type(const Json& view, const std::string& wanted, const Place& place,
                Complaints& wrong) {
    const std::string type = text_of(view, "type");
    if (type.empty()) return wrong.add("missing required field: type", place);
    if (type != "modal" && type != "home")
        return wrong.add("must be one of: modal, home", place.at("type"));
    if (!wanted.empty() && type != wanted)
        wrong.add("must be equal to \"" + wanted + "\"", place.at("type"));
}

}  // namespace

ViewVerdict check_view(const Json& view, const std::string& type) {
    Complaints wrong;
    const Place place("/view");
    if (!view.is_object()) {
        wrong.add(view.is_null() ? "missing required field: view" : "must provide an object",
                  view.is_null() ? Place("") : place);
    } else {
        check_type(view, type, place, wrong);
        if (text_of(view, "type") == "modal") check_modal(view, place, wrong);
        wrong.text(view, "callback_id", kMaxId, place);
        wrong.text(view, "external_id", kMaxId, place);
        if (!text_of(view, "private_metadata").empty())
            wrong.text(view, "private_metadata", kMaxMetadata, place);
        if (wrong.required(view, "blocks", place))
            check_blocks_at(view["blocks"], kMaxViewBlocks, place.at("blocks"), wrong);
    }
    ViewVerdict verdict;
    for (const std::string& complaint : wrong.all())
        verdict.messages.push_back("[ERROR] " + complaint);
    if (!verdict.messages.empty())
        verdict.error = "invalid_arguments";
    else if (to_text(view).size() > kMaxViewBytes)
        verdict.error = "view_too_large";
    return verdict;
}

}  // namespace twin
