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

constexpr std::size_t most_packs = 100;  // as many as a list of Slack's shows

// Names all that the page depends on. The words are a digest: keys of Redis are read by people.
std::string cache_key(const search::Catalog& catalog, const SearchRequest& wanted,
                      search::Language language, const std::string& liked) {
    return "search:" + catalog.version() + ":" + liked + ":" +
           std::string(search::code_of(language)) + ":" + std::to_string(wanted.offset) + ":" +
           std::to_string(wanted.limit) + ":" + std::to_string(wanted.shuffle) + ":" +
           crypto::sha256_hex(wanted.query);
}

std::vector<PackFacts> packs_in(const search::Catalog& catalog, search::Language language) {
    std::vector<PackFacts> packs;
    for (const search::Pack& pack : catalog.packs()) {
        if (packs.size() < most_packs) packs.push_back({pack.name, pack.title.in(language)});
    }
    return packs;
}

}  // namespace

Page search_page(const search::Catalog& catalog, const SearchRequest& wanted,
                 const std::string& locale, const search::Overlay* liked) {
    const search::Language language = search::language_of(locale);
    auto found = search::find(
        catalog, {wanted.query, language, wanted.limit, wanted.offset, wanted.shuffle, liked});
    Page page;
    page.total = found.total;
    page.understood = std::move(found.understood);
    page.suggestions = std::move(found.suggestions);
    for (const search::Hit& hit : found.hits)
        page.stickers.push_back(facts(*hit.sticker, language));
    return page;
}

InputReader::InputReader(std::shared_ptr<const search::Catalog> catalog, Members members,
                         RedisCache& cache, Pace& pace, MemberState& state, Figures& figures)
    : catalog_(std::move(catalog)),
      members_(std::move(members)),
      cache_(cache),
      pace_(pace),
      state_(state),
      likings_(catalog_),
      figures_(figures) {}

Inputs InputReader::read(const Needs& needs, const proto::TeamId& team, const proto::UserId& user) {
    Inputs inputs;
    inputs.catalogue = catalog_->version();
    // First: right after the look at the guard a Redis that is away costs no second wait.
    if (!needs.send.empty()) {
        inputs.too_fast = !pace_.allows(team, user, needs.send, needs.at);
    }
    if (needs.member && !user.empty()) {
        inputs.settings = state_.settings(team, user);
        inputs.member = members_.find(team, user);
    }
    const search::Language language = search::language_of(inputs.locale());
    if (needs.search) {
        // Away once is away: what is not known costs no second wait.
        const bool there = inputs.settings.has_value();
        inputs.page =
            page(*needs.search, inputs, there ? state_.uses(team, user, needs.at) : Uses{});
    }
    if (needs.packs) inputs.packs = packs_in(*catalog_, language);
    if (const search::Sticker* sticker = catalog_->by_id(needs.sticker_id)) {
        inputs.sticker = facts(*sticker, language);
    }
    return inputs;
}

Page InputReader::page(const SearchRequest& asked, const Inputs& inputs, const Uses& uses) {
    const Settings chosen = inputs.chosen();
    SearchRequest wanted = asked;
    if (wanted.limit == 0) wanted.limit = chosen.previews;
    const std::string key = cache_key(*catalog_, wanted, search::language_of(inputs.locale()),
                                      version_of(chosen.pack, uses));
    if (const auto cached = cache_.get(key)) {
        if (auto page = page_from_json(*cached)) {
            figures_.search("cache");
            return *std::move(page);
        }
    }
    figures_.search("index");
    Page page = search_page(*catalog_, wanted, inputs.locale(), likings_.of(chosen.pack, uses));
    cache_.put(key, page_to_json(page));
    return page;
}

}  // namespace worker
