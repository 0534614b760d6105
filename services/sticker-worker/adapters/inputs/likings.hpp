// What a member likes, laid over the shared catalogue for one search.
#pragma once

#include <memory>
#include <string>
#include <unordered_map>

#include "libs/search/catalog.hpp"
#include "libs/search/overlay.hpp"
#include "services/sticker-worker/adapters/inputs/member_state.hpp"

namespace worker {

// A favourite pack is a favourite sticker of each that it has. Used by one thread.
class Likings {
public:
    explicit Likings(std::shared_ptr<const search::Catalog> catalog)
        : catalog_(std::move(catalog)) {}

    // Null where nothing is liked; valid until the next call.
    const search::Overlay* of(const std::string& pack, const Uses& uses);

private:
    std::shared_ptr<const search::Catalog> catalog_;
    // Those of packs alone, made at the first wish; at most one a pack of the catalogue.
    std::unordered_map<std::string, search::Overlay> packs_;
    search::Overlay own_;
};

// Names all that the overlay is made of; empty where nothing is liked.
std::string version_of(const std::string& pack, const Uses& uses);

}  // namespace worker
