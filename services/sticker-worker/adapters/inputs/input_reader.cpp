#include "services/sticker-worker/adapters/inputs/input_reader.hpp"

#include <utility>

#include "libs/crypto/hash.hpp"
#include "libs/search/find.hpp"
#include "libs/search/language.hpp"
#include "services/sticker-worker/adapters/inputs/inputs_json.hpp"

namespace worker {
namespace {

StickerFacts facts(const search::Sticker& sticker, search::Language language) {
    return {sticker.id, sticker.label.in(language), sticker.image_url};
}

// Names all that the page depends on. The words are a digest: keys of Redis are read by people.
std::string cache_key(const search::Catalog& catalog, const SearchRequest& wanted,
                      search::Language language) {
    return "search:" + catalog.version() + ":" + std::string(search::code_of(language)) + ":" +
           std::to_string(wanted.offset) + ":" + std::to_string(wanted.limit) + ":" +
           std::to_string(wanted.shuffle) + ":" + crypto::sha256_hex(wanted.query);
}

}  // namespace

Page search_page(const search::Catalog& catalog, const SearchRequest& wanted,
                 const std::string& locale) {
    const search::Language language = search::language_of(locale);
    auto found = search::find(
        catalog, {wanted.query, language, wanted.limit, wanted.offset, wanted.shuffle});
    Page page;
    page.total = found.total;
    page.suggestions = std::move(found.suggestions);
    for (const search::Hit& hit : found.hits)
        page.stickers.push_back(facts(*hit.sticker, language));
    return page;
}

InputReader::InputReader(std::shared_ptr<const search::Catalog> catalog, Members members,
                         RedisCache& cache, Pace& pace, Figures& figures)
    : catalog_(std::move(catalog)),
      members_(std::move(members)),
      cache_(cache),
      pace_(pace),
      figures_(figures) {}

Inputs InputReader::read(const Needs& needs, const proto::TeamId& team, const proto::UserId& user) {
    Inputs inputs;
    inputs.catalogue = catalog_->version();
    // First: right after the look at the guard a Redis that is away costs no second wait.
    if (!needs.send.empty()) {
        inputs.too_fast = !pace_.allows(team, user, needs.send, needs.sent_at);
    }
    if (needs.member && !user.empty()) inputs.member = members_.find(team, user);
    if (needs.search) inputs.page = page(*needs.search, inputs.member.locale);
    if (const search::Sticker* sticker = catalog_->by_id(needs.sticker_id)) {
        inputs.sticker = facts(*sticker, search::language_of(inputs.member.locale));
    }
    return inputs;
}

Page InputReader::page(const SearchRequest& wanted, const std::string& locale) {
    const std::string key = cache_key(*catalog_, wanted, search::language_of(locale));
    if (const auto cached = cache_.get(key)) {
        if (auto page = page_from_json(*cached)) {
            figures_.search("cache");
            return *std::move(page);
        }
    }
    figures_.search("index");
    Page page = search_page(*catalog_, wanted, locale);
    cache_.put(key, page_to_json(page));
    return page;
}

}  // namespace worker
