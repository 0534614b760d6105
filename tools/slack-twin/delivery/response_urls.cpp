#include "tools/slack-twin/delivery/response_urls.hpp"

#include <algorithm>

#include "libs/crypto/hash.hpp"

namespace twin {

std::string ResponseUrls::mint(const char* kind, ResponseUrl what) {
    if (urls_.size() >= kMaxUrls)
        urls_.erase(std::min_element(urls_.begin(), urls_.end(), [](const auto& a, const auto& b) {
            return a.second.made < b.second.made;
        }));
    const std::string path = std::string("/") + kind + "/T0TWIN/" + std::to_string(++made_) + "/" +
                             crypto::random_hex(12);
    urls_.emplace(path, Entry{std::move(what), clock_.now()});
    return path;
}

base::Result<ResponseUrl> ResponseUrls::look(const std::string& path) const {
    const auto found = urls_.find(path);
    if (found == urls_.end()) return base::Error::never("unknown_url");
    if (clock_.now() - found->second.made > kLife) return base::Error::never("expired_url");
    if (found->second.uses >= kUses) return base::Error::never("used_url");
    return found->second.what;
}

void ResponseUrls::count_use(const std::string& path) {
    if (const auto found = urls_.find(path); found != urls_.end()) ++found->second.uses;
}

}  // namespace twin
