#include "services/sticker-worker/adapters/inputs/likings.hpp"

#include <algorithm>

#include "libs/crypto/hash.hpp"

namespace worker {

const search::Overlay* Likings::of(const std::string& pack, const Uses& uses) {
    const auto& packs = catalog_->packs();
    const bool there = std::any_of(packs.begin(), packs.end(),
                                   [&](const search::Pack& one) { return one.name == pack; });
    if (!there && uses.empty()) return nullptr;
    search::Overlay* favourites = nullptr;
    if (there) {
        const auto [found, is_new] = packs_.try_emplace(pack);
        favourites = &found->second;
        for (std::uint32_t i = 0; is_new && i < catalog_->size(); ++i) {
            const search::Sticker& sticker = catalog_->sticker(i);
            if (sticker.pack == pack) favourites->favourites.insert(sticker.id);
        }
    }
    if (uses.empty()) return favourites;
    own_ = favourites ? *favourites : search::Overlay{};
    for (const auto& [sticker, count] : uses) own_.uses[sticker].mine = count;
    return &own_;
}

std::string version_of(const std::string& pack, const Uses& uses) {
    if (pack.empty() && uses.empty()) return {};
    std::string all = pack;
    for (const auto& [sticker, count] : uses) all += "\n" + sticker + " " + std::to_string(count);
    return crypto::sha256_hex(all);
}

}  // namespace worker
