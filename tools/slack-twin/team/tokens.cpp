#include "tools/slack-twin/team/tokens.hpp"

#include "libs/crypto/hash.hpp"

namespace twin {

void Tokens::reset() {
    tokens_.clear();
    refreshes_ = {{kFirstRefresh, {}}};
    codes_.clear();
    rotating_ = false;
    issued_ = 0;
}

const BotToken* Tokens::find(const std::string& token) const {
    const auto found = tokens_.find(token);
    return found == tokens_.end() ? nullptr : &found->second;
}

std::string Tokens::error_of(const BotToken& token) const {
    if (!token.error.empty()) return token.error;
    return token.expires && *token.expires <= clock_.now() ? "token_expired" : "";
}

std::string Tokens::mint_code(std::set<std::string> scopes) {
    std::erase_if(codes_,
                  [this](const auto& one) { return clock_.now() - one.second.made > kCodeLife; });
    const std::string code = "0." + crypto::random_hex(12);
    codes_.emplace(code, Code{std::move(scopes), clock_.now()});
    return code;
}

base::Result<Issued> Tokens::redeem_code(const std::string& code) {
    const auto node = codes_.extract(code);
    if (!node || clock_.now() - node.mapped().made > kCodeLife)
        return base::Error::never("invalid_code");
    return issue(node.mapped().scopes, rotating_);
}

base::Result<Issued> Tokens::refresh(const std::string& refresh,
                                     const std::set<std::string>& scopes) {
    const auto node = refreshes_.extract(refresh);
    if (!node) return base::Error::never("invalid_refresh_token");
    return issue(node.mapped().empty() ? scopes : node.mapped(), true);
}

base::Result<Issued> Tokens::issue(std::set<std::string> scopes, bool rotating) {
    if (tokens_.size() >= kMaxTokens) return base::Error::never("too_many_tokens");
    const std::string number = std::to_string(++issued_);
    Issued issued{(rotating ? "xoxe.xoxb-1-twin-" : "xoxb-0-twin-") + number, {}, scopes};
    BotToken token{std::move(scopes), {}, {}};
    if (rotating) {
        issued.refresh = "xoxe-1-twin-" + number;
        refreshes_[issued.refresh] = token.scopes;
        token.expires = clock_.now() + kLife;
    }
    tokens_[issued.token] = std::move(token);
    return issued;
}

}  // namespace twin
