#include "libs/search/pack/sticker_line.hpp"

#include <algorithm>
#include <array>

#include "libs/search/pack/fields.hpp"

namespace search {
namespace {

// Slack, image block: image_url has at most 3,000 characters and must be png, jpg, jpeg or gif.
constexpr std::size_t kMaxUrl = 3000;
constexpr std::array<std::string_view, 4> kPictures{".png", ".gif", ".jpg", ".jpeg"};
constexpr std::size_t kMaxId = 100;

bool is_code(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

bool is_url_character(char c) {
    return c > ' ' && c < 0x7F && std::string_view("\"<>\\^`{|}").find(c) == std::string_view::npos;
}

void check_id(const std::string& id, const Pack& pack, Reasons& reasons) {
    const std::string start = pack.name + "/";
    const std::string_view code = std::string_view(id).substr(std::min(start.size(), id.size()));
    if (!id.starts_with(start) || code.empty() || id.size() > kMaxId ||
        !std::all_of(code.begin(), code.end(), is_code)) {
        reasons.push_back("\"id\" must be \"" + start + "\" and a code of a-z, 0-9, - and _");
    }
}

void check_url(const std::string& url, Reasons& reasons) {
    constexpr std::string_view scheme = "https://";
    const auto ends = [&](std::string_view ending) { return url.ends_with(ending); };
    const std::size_t path = url.find('/', scheme.size());
    if (!url.starts_with(scheme) || path == url.npos || path == scheme.size() ||
        !std::all_of(url.begin(), url.end(), is_url_character)) {
        reasons.push_back("\"url\" must be an https:// address");
    } else if (std::none_of(kPictures.begin(), kPictures.end(), ends)) {
        reasons.push_back("\"url\" must end in .png, .gif, .jpg or .jpeg: Slack takes no other");
    }
}

void read_optional(const Json& line, Sticker& sticker, Reasons& reasons) {
    if (line.contains("concept")) {
        sticker.concept_code = text_field(line, "concept", reasons);
    }
    if (const auto hidden = line.find("hidden"); hidden != line.end()) {
        if (hidden->is_boolean()) {
            sticker.hidden = hidden->get<bool>();
        } else {
            reasons.push_back("\"hidden\" must be true or false");
        }
    }
}

// Absent or refused texts are empty here and have their reason already.
void check(const Sticker& sticker, const Pack& pack, Reasons& reasons) {
    if (!sticker.id.empty()) {
        check_id(sticker.id, pack, reasons);
    }
    if (!sticker.image_url.empty()) {
        check_url(sticker.image_url, reasons);
    }
}

}  // namespace

std::optional<Sticker> read_sticker(std::string_view text, const Pack& pack, Reasons& reasons) {
    const Json line = Json::parse(text, nullptr, false);
    if (!line.is_object()) {
        reasons.push_back("is no JSON object");
        return std::nullopt;
    }
    Sticker sticker;
    sticker.pack = pack.name;
    sticker.preference = pack.preference;
    sticker.id = text_field(line, "id", reasons);
    sticker.emoji = text_field(line, "emoji", reasons);
    sticker.image_url = text_field(line, "url", reasons, kMaxUrl);
    sticker.label = labels_field(line, "label", reasons);
    sticker.tags = tags_field(line, "tags", reasons);
    sticker.shortcodes = list_field(line, "shortcodes", reasons);
    read_optional(line, sticker, reasons);
    check(sticker, pack, reasons);
    return reasons.empty() ? std::optional(std::move(sticker)) : std::nullopt;
}

}  // namespace search
