// Images and the elements of actions blocks and accessories.
#include <set>

#include "tools/slack-twin/blocks/complaints.hpp"

namespace twin {
namespace {

using Kind = Complaints::TextKind;

void check_button(const Json& button, const Place& place, Complaints& wrong) {
    if (wrong.required(button, "text", place))
        wrong.text_object(button, "text", 75, Kind::plain, place);
    wrong.text(button, "value", 2000, place);
    wrong.text(button, "url", 3000, place);
    wrong.text(button, "accessibility_label", 75, place);
    const Json& style = member_of(button, "style");
    if (!style.is_null() && style != "primary" && style != "danger")
        wrong.add("must be one of: primary, danger", place.at("style"));
}

void check_options(const Json& element, std::size_t most, const Place& place, Complaints& wrong) {
    const Json& options = member_of(element, "options");
    const Place here = place.at("options");
    if (options.is_null() || !wrong.items(options, most, here)) return;
    for (std::size_t i = 0; i < options.size(); ++i) {
        if (wrong.required(options[i], "text", here.at(i)))
            wrong.text_object(options[i], "text", 75, Kind::any, here.at(i));
        if (wrong.required(options[i], "value", here.at(i)))
            wrong.text(options[i], "value", 150, here.at(i));
        wrong.text_object(options[i], "description", 75, Kind::any, here.at(i));
    }
}

// Choices: static ones need options or groups, of which the app may give one kind only.
void check_choice(const Json& element, const std::string& type, const Place& place,
                  Complaints& wrong) {
    static const std::set<std::string> choices{"static_select", "multi_static_select", "overflow",
                                               "radio_buttons", "checkboxes"};
    if (!choices.count(type)) return;
    const bool grouped = !member_of(element, "option_groups").is_null();
    const bool plain = !member_of(element, "options").is_null();
    if (grouped && plain) return wrong.add("options and option_groups are exclusive", place);
    if (!grouped) {
        wrong.required(element, "options", place);
        return;
    }
    const Json& groups = element["option_groups"];
    const Place here = place.at("option_groups");
    if (!wrong.items(groups, 100, here)) return;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        if (wrong.required(groups[i], "label", here.at(i)))
            wrong.text_object(groups[i], "label", 75, Kind::plain, here.at(i));
        check_options(groups[i], 100, here.at(i), wrong);
    }
}

void check_confirm(const Json& confirm, const Place& place, Complaints& wrong) {
    wrong.text_object(confirm, "title", 100, Kind::plain, place);
    wrong.text_object(confirm, "text", 300, Kind::any, place);
    wrong.text_object(confirm, "confirm", 30, Kind::plain, place);
    wrong.text_object(confirm, "deny", 30, Kind::plain, place);
}

void check_input_text(const Json& element, const Place& place, Complaints& wrong) {
    for (const char* name : {"min_length", "max_length"}) {
        const Json& length = member_of(element, name);
        if (length.is_null()) continue;
        if (!length.is_number_integer() || length < 0 || length > 3000)
            wrong.add("must be a number from 0 to 3000", place.at(name));
    }
}

std::size_t most_options(const std::string& type) {
    if (type == "overflow") return 5;
    if (type == "radio_buttons" || type == "checkboxes") return 10;
    return 100;
}

}  // namespace

void check_image(const Json& image, std::size_t most_alt_text, const Place& place,
                 Complaints& wrong) {
    if (wrong.required(image, "alt_text", place))
        wrong.text(image, "alt_text", most_alt_text, place);
    const bool url = !member_of(image, "image_url").is_null();
    const bool file = !member_of(image, "slack_file").is_null();
    if (url == file) wrong.add("must define either `slack_file` or `image_url`", place);
    if (url && wrong.text(image, "image_url", 3000, place)) {
        const std::string text = text_of(image, "image_url");
        if (text.rfind("https://", 0) != 0 && text.rfind("http://", 0) != 0)
            wrong.add("invalid image_url", place.at("image_url"));
    }
}

void check_action(const Json& element, const Place& place, Complaints& wrong) {
    static const std::set<std::string> kinds{"button",
                                             "static_select",
                                             "external_select",
                                             "users_select",
                                             "channels_select",
                                             "conversations_select",
                                             "overflow",
                                             "datepicker",
                                             "timepicker",
                                             "datetimepicker",
                                             "radio_buttons",
                                             "checkboxes",
                                             "workflow_button",
                                             "multi_static_select",
                                             "multi_users_select",
                                             "multi_external_select",
                                             "multi_channels_select",
                                             "multi_conversations_select",
                                             "plain_text_input",
                                             "email_text_input",
                                             "url_text_input",
                                             "number_input",
                                             "rich_text_input",
                                             "file_input"};
    const std::string type = text_of(element, "type");
    if (!kinds.count(type)) return wrong.add("unsupported type: " + type, place.at("type"));
    wrong.text(element, "action_id", 255, place);
    wrong.text_object(element, "placeholder", 150, Kind::plain, place);
    if (const Json& confirm = member_of(element, "confirm"); !confirm.is_null())
        check_confirm(confirm, place.at("confirm"), wrong);
    if (type == "button") return check_button(element, place, wrong);
    if (type == "plain_text_input") return check_input_text(element, place, wrong);
    check_choice(element, type, place, wrong);
    check_options(element, most_options(type), place, wrong);
}

}  // namespace twin
