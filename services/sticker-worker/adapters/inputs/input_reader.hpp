// Everything a decision needs, read from the catalogue, Redis and Slack.
#pragma once

#include <memory>

#include "libs/search/catalog.hpp"
#include "services/sticker-worker/adapters/inputs/likings.hpp"
#include "services/sticker-worker/adapters/inputs/member_state.hpp"
#include "services/sticker-worker/adapters/inputs/members.hpp"
#include "services/sticker-worker/adapters/inputs/pace.hpp"
#include "services/sticker-worker/adapters/inputs/redis_cache.hpp"
#include "services/sticker-worker/core/ports.hpp"

namespace worker {

// The search itself: pure, without cache or member. Also replay's. `liked` may be null.
Page search_page(const search::Catalog& catalog, const SearchRequest& wanted,
                 const std::string& locale, const search::Overlay* liked = nullptr);

// Used by one thread; the catalogue, the cache, the pace and the state are shared.
class InputReader final : public InputSource {
public:
    InputReader(std::shared_ptr<const search::Catalog> catalog, Members members, RedisCache& cache,
                Pace& pace, MemberState& state, Figures& figures);

    Inputs read(const Needs& needs, const proto::TeamId& team, const proto::UserId& user) override;

private:
    Page page(const SearchRequest& wanted, const Inputs& inputs, const Uses& uses);

    std::shared_ptr<const search::Catalog> catalog_;
    Members members_;
    RedisCache& cache_;
    Pace& pace_;
    MemberState& state_;
    Likings likings_;
    Figures& figures_;
};

}  // namespace worker
