// Slack by the Web API and response_urls.
#pragma once

#include <string>

#include "libs/base/clock.hpp"
#include "libs/base/result.hpp"
#include "libs/installs/tokens.hpp"
#include "libs/webapi/client.hpp"
#include "libs/webapi/scopes.hpp"
#include "services/poster/adapters/figures.hpp"
#include "services/poster/core/ports.hpp"

namespace poster {

// What an answer means for the courier; the error table itself is webapi's.
Verdict verdict_of(const base::Result<webapi::Answer>& answer);

// Used by one thread; keeps its connections open between calls. `scopes` are shared by all.
class WebSlack final : public Slack {
public:
    WebSlack(webapi::Config config, installs::Tokens& tokens, webapi::Scopes& scopes,
             const base::Clock& clock, Figures& figures);
    Verdict call(const Call& call) override;
    std::optional<bool> may_name(const proto::TeamId& team) const override;

private:
    Verdict seen_in(const Call& call);
    base::Result<webapi::Answer> send(const Call& call);
    base::Result<webapi::Answer> by_token(const proto::TeamId& team, const std::string& method,
                                          const std::string& arguments);

    webapi::Client client_;
    installs::Tokens& tokens_;
    webapi::Scopes& scopes_;
    const base::Clock& clock_;
    Figures& figures_;
};

// POSTER_MODE=shadow: everything is decided, nothing is called.
class ShadowSlack final : public Slack {
public:
    Verdict call(const Call&) override { return {}; }
    std::optional<bool> may_name(const proto::TeamId&) const override { return true; }
};

}  // namespace poster
