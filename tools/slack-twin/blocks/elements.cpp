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
        wrong.text(options[i], "value", 150, here.at(i));
        wrong.text_object(options[i], "description", 75, Kind::any, here.at(i));
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
                                             "plain_text_input"};
    const std::string type = text_of(element, "type");
    if (!kinds.count(type)) return wrong.add("unsupported type: " + type, place.at("type"));
    wrong.text(element, "action_id", 255, place);
    wrong.text_object(element, "placeholder", 150, Kind::plain, place);
    if (type == "button")
        check_button(element, place, wrong);
    else
        check_options(element, most_options(type), place, wrong);
}

}  // namespace twin
