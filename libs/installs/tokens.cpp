#include "libs/installs/tokens.hpp"

namespace installs {

base::Result<base::Secret> SingleToken::bot(const proto::TeamId& team) {
    if (token_.empty()) return base::Error::never("no_install", "no bot token for " + team.value);
    return token_;
}

}  // namespace installs
