#include "services/poster/adapters/web_slack.hpp"

#include <utility>

#include "services/poster/adapters/bodies.hpp"

namespace poster {
namespace {

constexpr const char* scope_of_names = "chat:write.customize";

Verdict::Kind kind_of(const base::Error& error) {
    if (webapi::is_token_dead(error) || error.code == "no_install")
        return Verdict::Kind::token_dead;
    if (webapi::is_conversation_closed(error)) return Verdict::Kind::closed;
    if (error.code == "missing_scope") return Verdict::Kind::unnamed;
    switch (error.retry) {
        case base::Retry::after:
            return Verdict::Kind::throttled;
        case base::Retry::later:
            return Verdict::Kind::not_done;
        case base::Retry::unknown:
            return Verdict::Kind::unsure;
        case base::Retry::never:
            break;
    }
    return Verdict::Kind::refused;
}

// For figures: how the call went over the line.
std::string name_of(const Call& call) {
    if (!call.response_url.empty()) return "response_url";
    if (call.form == Call::Form::tell) return "chat.postEphemeral";
    if (call.form == Call::Form::ask) return "auth.test";
    if (call.form == Call::Form::look) {
        return call.thread_ts.empty() ? "conversations.history" : "conversations.replies";
    }
    return std::string(proto::to_text(call.method));
}

}  // namespace

Verdict verdict_of(const base::Result<webapi::Answer>& answer) {
    if (answer) return {Verdict::Kind::done, answer->ts, answer->channel, {}, {}};
    const auto& error = answer.error();
    return {kind_of(error), {}, {}, error.code, error.wait};
}

WebSlack::WebSlack(webapi::Config config, installs::Tokens& tokens, webapi::Scopes& scopes,
                   const base::Clock& clock, Figures& figures)
    : client_(std::move(config)),
      tokens_(tokens),
      scopes_(scopes),
      clock_(clock),
      figures_(figures) {}

std::optional<bool> WebSlack::may_name(const proto::TeamId& team) const {
    return scopes_.granted(team.value, scope_of_names);
}

Verdict WebSlack::call(const Call& call) {
    const auto began = clock_.steady();
    const auto verdict = call.form == Call::Form::look ? seen_in(call) : verdict_of(send(call));
    figures_.called(name_of(call), verdict,
                    std::chrono::duration_cast<base::Duration>(clock_.steady() - began));
    return verdict;
}

Verdict WebSlack::seen_in(const Call& call) {
    const auto answer = send(call);
    Verdict verdict = verdict_of(answer);
    if (!answer) return verdict;
    const Sight sight = sight_of(answer->body, call.action.value);
    if (!sight.readable) return {Verdict::Kind::unsure, {}, {}, "unparsable", {}};
    verdict.ts = sight.ts;
    verdict.spare = sight.spare;
    verdict.channel = call.channel.value;
    verdict.more = sight.more;
    return verdict;
}

base::Result<webapi::Answer> WebSlack::send(const Call& call) {
    const auto body = body_of(call);
    if (!body) return body.error();
    if (!call.response_url.empty()) {
        return client_.post_response_url(base::Secret(call.response_url), *body);
    }
    auto answer = by_token(call.team, name_of(call), *body);
    const auto& team = call.team.value;
    if (answer) scopes_.learn(team, answer->scopes);
    const bool named =
        call.form == Call::Form::as_is && call.method == proto::Method::chat_post_message;
    if (!answer && named && answer.error().code == "missing_scope") {
        scopes_.lacks(team, scope_of_names);
    }
    // Asked in vain: it is not asked again, the first answer to a post will tell.
    if (!answer && call.form == Call::Form::ask) scopes_.learn(team, {});
    return answer;
}

base::Result<webapi::Answer> WebSlack::by_token(const proto::TeamId& team,
                                                const std::string& method,
                                                const std::string& arguments) {
    const auto token = tokens_.bot(team);
    if (!token) return token.error();
    return client_.call(method, *token, arguments);
}

}  // namespace poster
