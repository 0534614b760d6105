#include "tools/slack-twin/blocks/check.hpp"

#include <functional>
#include <map>
#include <set>

#include "tools/slack-twin/blocks/complaints.hpp"

namespace twin {
namespace {

using Kind = Complaints::TextKind;

void check_section(const Json& block, const Place& place, Complaints& wrong) {
    const Json& fields = member_of(block, "fields");
    if (fields.is_null() && member_of(block, "text").is_null())
        wrong.add("missing required field: text or fields", place);
    wrong.text_object(block, "text", 3000, Kind::any, place);
    if (!fields.is_null() && wrong.items(fields, 10, place.at("fields")))
        for (std::size_t i = 0; i < fields.size(); ++i)
            wrong.text(fields[i], "text", 2000, place.at("fields").at(i));
    const Json& accessory = member_of(block, "accessory");
    if (accessory.is_null()) return;
    if (text_of(accessory, "type") == "image")
        check_image(accessory, 2000, place.at("accessory"), wrong);
    else
        check_action(accessory, place.at("accessory"), wrong);
}

void check_image_block(const Json& block, const Place& place, Complaints& wrong) {
    check_image(block, 2000, place, wrong);
    wrong.text_object(block, "title", 2000, Kind::plain, place);
}

void check_actions(const Json& block, const Place& place, Complaints& wrong) {
    if (!wrong.required(block, "elements", place)) return;
    const Json& elements = block["elements"];
    const Place here = place.at("elements");
    if (!wrong.items(elements, kMaxActions, here)) return;
    std::set<std::string> ids;
    for (std::size_t i = 0; i < elements.size(); ++i) {
        check_action(elements[i], here.at(i), wrong);
        const std::string id = text_of(elements[i], "action_id");
        if (!id.empty() && !ids.insert(id).second)
            wrong.add("`action_id` \"" + id + "\" already exists for another action",
                      here.at(i).at("action_id"));
    }
}

void check_context(const Json& block, const Place& place, Complaints& wrong) {
    if (!wrong.required(block, "elements", place)) return;
    const Json& elements = block["elements"];
    const Place here = place.at("elements");
    if (!wrong.items(elements, kMaxContextElements, here)) return;
    for (std::size_t i = 0; i < elements.size(); ++i) {
        const std::string type = text_of(elements[i], "type");
        if (type == "image")
            check_image(elements[i], 2000, here.at(i), wrong);
        else if (type == "mrkdwn" || type == "plain_text") {
            if (wrong.required(elements[i], "text", here.at(i)))
                wrong.text(elements[i], "text", 3000, here.at(i));
        } else
            wrong.add("unsupported type: " + type, here.at(i).at("type"));
    }
}

void check_header(const Json& block, const Place& place, Complaints& wrong) {
    if (wrong.required(block, "text", place))
        wrong.text_object(block, "text", 150, Kind::plain, place);
}

void check_markdown(const Json& block, const Place& place, Complaints& wrong) {
    if (wrong.required(block, "text", place)) wrong.text(block, "text", 12'000, place);
}

void check_input(const Json& block, const Place& place, Complaints& wrong) {
    if (wrong.required(block, "label", place))
        wrong.text_object(block, "label", 2000, Kind::plain, place);
    wrong.text_object(block, "hint", 2000, Kind::plain, place);
    if (!wrong.required(block, "element", place)) return;
    if (text_of(block["element"], "type") == "button")
        wrong.add("unsupported type: button", place.at("element").at("type"));
    else
        check_action(block["element"], place.at("element"), wrong);
}

using Check = std::function<void(const Json&, const Place&, Complaints&)>;

// The kinds a message may hold. Those of no rule here are taken as they are (newer blocks:
// 2025-26).
const std::map<std::string, Check>& checks() {
    static const Check anything = [](const Json&, const Place&, Complaints&) {};
    static const std::map<std::string, Check> table{{"section", check_section},
                                                    {"image", check_image_block},
                                                    {"actions", check_actions},
                                                    {"context", check_context},
                                                    {"header", check_header},
                                                    {"markdown", check_markdown},
                                                    {"divider", anything},
                                                    {"rich_text", anything},
                                                    {"video", anything},
                                                    {"file", anything},
                                                    {"input", check_input},
                                                    {"table", anything},
                                                    {"context_actions", anything},
                                                    {"task_card", anything},
                                                    {"plan", anything},
                                                    {"alert", anything},
                                                    {"card", anything},
                                                    {"carousel", anything},
                                                    {"container", anything}};
    return table;
}

void check_block(const Json& block, const Place& place, std::set<std::string>& ids,
                 Complaints& wrong) {
    const std::string type = text_of(block, "type");
    if (type.empty()) return wrong.add("missing required field: type", place);
    const auto check = checks().find(type);
    if (check == checks().end()) return wrong.add("unsupported type: " + type, place.at("type"));
    wrong.text(block, "block_id", 255, place);
    const std::string id = text_of(block, "block_id");
    if (!id.empty() && !ids.insert(id).second)
        wrong.add("`block_id` \"" + id + "\" already exists for another block",
                  place.at("block_id"));
    check->second(block, place, wrong);
}

std::size_t text_in(const Json& json) {
    std::size_t sum = 0;
    if (json.is_object()) sum += characters(text_of(json, "text"));
    if (json.is_structured())
        for (const Json& inner : json) sum += text_in(inner);
    return sum;
}

}  // namespace

void check_blocks_at(const Json& blocks, std::size_t most, const Place& place, Complaints& wrong) {
    if (!blocks.is_array()) return wrong.add("must be an array", place);
    if (blocks.size() > most) wrong.items(blocks, most, place);
    std::set<std::string> ids;
    for (std::size_t i = 0; i < blocks.size() && i <= most; ++i) {
        if (blocks[i].is_object())
            check_block(blocks[i], place.at(i), ids, wrong);
        else
            wrong.add("must provide an object", place.at(i));
    }
}

BlockVerdict check_blocks(const Json& blocks) {
    if (!blocks.is_array()) return {"invalid_blocks_format", {}};
    for (const Json& block : blocks)
        if (!block.is_object()) return {"invalid_blocks_format", {}};
    Complaints wrong;
    check_blocks_at(blocks, kMaxBlocks, Place("/blocks"), wrong);
    if (!wrong.all().empty()) return {"invalid_blocks", wrong.all()};
    if (text_in(blocks) > kMaxTextOfAllBlocks) return {"msg_blocks_too_long", {}};
    return {};
}

}  // namespace twin
