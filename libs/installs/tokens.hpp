// Which token speaks for which workspace.
#pragma once

#include <utility>

#include "libs/base/result.hpp"
#include "libs/base/secret.hpp"
#include "proto/ids.hpp"

namespace installs {

// Nothing takes "the" bot token from anywhere else. Thread-safe.
class Tokens {
public:
    virtual ~Tokens() = default;
    // Errors: no_install (never), store_away (later).
    virtual base::Result<base::Secret> bot(const proto::TeamId& team) = 0;
};

// One workspace, its token out of SLACK_BOT_TOKEN.
class SingleToken final : public Tokens {
public:
    explicit SingleToken(base::Secret token) : token_(std::move(token)) {}
    base::Result<base::Secret> bot(const proto::TeamId& team) override;

private:
    base::Secret token_;
};

}  // namespace installs
