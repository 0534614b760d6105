// Typing into an external select.
#include "tools/slack-twin/control/answers.hpp"
#include "tools/slack-twin/control/hangul_keys.hpp"
#include "tools/slack-twin/control/members.hpp"
#include "tools/slack-twin/views/payloads.hpp"

namespace twin {
namespace {

constexpr std::size_t kMostOptions = 100, kUsualLength = 3;

std::size_t least_length(const Json& element) {
    const Json& length = member_of(element, "min_query_length");
    return length.is_number_unsigned() ? length.get<std::size_t>() : kUsualLength;
}

std::vector<std::string> queries(const Json& order, std::size_t least) {
    const std::string text = text_of(order, "text");
    std::vector<std::string> all =
        flag_of(order, "whole", false) ? std::vector<std::string>{text} : typed_keys(text);
    std::erase_if(all, [least](const std::string& one) { return characters(one) < least; });
    return all;
}

bool is_list(const Json& options) {
    if (!options.is_array() || options.size() > kMostOptions) return false;
    for (const Json& option : options)
        if (text_of(member_of(option, "text"), "text").empty()) return false;
    return true;
}

// What Slack shows of an answer; null: nothing, the answer was no list.
Json offered(const Json& ack) {
    if (is_list(member_of(ack, "options"))) return Json{{"options", ack["options"]}};
    const Json& groups = member_of(ack, "option_groups");
    if (!groups.is_array() || groups.size() > kMostOptions) return {};
    for (const Json& group : groups)
        if (!is_list(member_of(group, "options"))) return {};
    return Json{{"option_groups", groups}};
}

Json payload_of(const Target& target, const std::string& typed) {
    if (target.view)
        return view_suggestion_payload(*target.member, *target.view, target.button, typed);
    return suggestion_payload({*target.member, *target.channel, {}, {}}, *target.message,
                              target.button, typed);
}

Told answer_of(const Outcome& outcome, const Json& list) {
    Told answer = told(outcome);
    if (!list.is_null())
        answer.body.update(list);
    else
        answer.body["options"] = Json::array();
    return answer;
}

}  // namespace

void type(Workspace& workspace, const Json& order, const Tell& tell) {
    const Target target = target_of(workspace, order);
    if (target.refusal.status != 200) return tell(target.refusal);
    const std::string kind = text_of(target.button.element, "type");
    if (kind != "external_select" && kind != "multi_external_select")
        return tell(Told::refused(400, "that element asks the app for no options"));
    const auto all = queries(order, least_length(target.button.element));
    if (all.empty()) return tell(nothing_to_ack({}));
    const std::string user = target.member->id;
    const std::string action = text_of(target.button.element, "action_id");
    for (const std::string& typed : all) {
        const bool last = &typed == &all.back();
        workspace.deliveries.send({"interactive", user, payload_of(target, typed), true},
                                  [&workspace, user, action, tell, last](const Outcome& outcome) {
                                      const Json list =
                                          outcome.acked ? offered(outcome.ack) : Json();
                                      if (!list.is_null())
                                          workspace.views.offer(user, action, list);
                                      if (last) tell(answer_of(outcome, list));
                                  });
    }
}

}  // namespace twin
