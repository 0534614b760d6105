// The tokens of the app beyond the two of interface.md: those made by OAuth, and those a test
// brings.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>

#include "libs/base/clock.hpp"
#include "libs/base/result.hpp"
#include "tools/slack-twin/world/json.hpp"

namespace twin {

inline constexpr const char* kClientId = "0.twin";
inline constexpr const char* kClientSecret = "twin-client-secret";

struct BotToken {
    std::set<std::string> scopes;
    std::string error;                  // what every call with it is told: token_revoked, …
    std::optional<base::Time> expires;  // rotating tokens: token_expired from then on
};

// What oauth.v2.access hands out. Without rotation `refresh` is empty.
struct Issued {
    std::string token, refresh;
    std::set<std::string> scopes;
};

// docs.slack.dev "Using token rotation": an access token lives 12 h; a refresh token is good once,
// the new pair replaces it. Codes of the authorize page are good once, 10 minutes. Used by one
// thread; at most kMaxTokens, then no more are issued (too_many_tokens).
class Tokens {
public:
    static constexpr std::chrono::seconds kLife{43'200};
    static constexpr std::chrono::minutes kCodeLife{10};
    static constexpr std::size_t kMaxTokens = 10'000;
    static constexpr const char* kFirstRefresh = "xoxe-1-twin-0";  // of xoxb-0-twin-0

    explicit Tokens(const base::Clock& clock) : clock_(clock) { reset(); }
    void reset();

    const BotToken* find(const std::string& token) const;  // nullptr: none of these
    // "" or the error a call with it is told now.
    std::string error_of(const BotToken& token) const;
    void put(const std::string& token, BotToken what) { tokens_[token] = std::move(what); }
    void rotate(bool on) { rotating_ = on; }

    std::string mint_code(std::set<std::string> scopes);
    base::Result<Issued> redeem_code(const std::string& code);  // invalid_code
    base::Result<Issued> refresh(const std::string& refresh,    // invalid_refresh_token
                                 const std::set<std::string>& scopes);

private:
    struct Code {
        std::set<std::string> scopes;
        base::Time made;
    };
    base::Result<Issued> issue(std::set<std::string> scopes, bool rotating);
    const base::Clock& clock_;
    std::map<std::string, BotToken> tokens_;
    std::map<std::string, std::set<std::string>> refreshes_;
    std::map<std::string, Code> codes_;
    bool rotating_ = false;
    int issued_ = 0;
};

}  // namespace twin
