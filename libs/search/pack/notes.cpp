#include "libs/search/pack/notes.hpp"

#include <algorithm>
#include <utility>

#include "libs/search/pack/fields.hpp"

namespace search {
namespace {

int line_at(std::string_view text, std::size_t position) {
    const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(position, text.size()));
    return 1 + static_cast<int>(std::count(text.begin(), end, '\n'));
}

// The line where the field that a reason quotes first stands ("title.en": that of "title"); 1 where
// it is missing.
int line_of_reason(std::string_view text, std::string_view reason) {
    const std::size_t end = reason.find_first_of(".\"", 1);
    const std::string key = std::string(reason.substr(0, end)) + "\"";
    const std::size_t at = text.find(key);
    return at == text.npos ? 1 : line_at(text, at);
}

bool is_name(const std::string& name) {
    return !name.empty() && name.size() <= 40 && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

double read_preference(const Json& notes, Reasons& reasons) {
    const auto found = notes.find("preference");
    if (found == notes.end()) {
        return 1;
    }
    const double value = found->is_number() ? found->get<double>() : 0;
    if (!(value >= 0.5 && value <= 2)) {
        reasons.push_back("\"preference\" must be a number from 0.5 to 2");
    }
    return value;
}

Pack read_fields(const Json& notes, Reasons& reasons) {
    Pack pack;
    pack.name = text_field(notes, "name", reasons);
    if (!pack.name.empty() && !is_name(pack.name)) {
        reasons.push_back("\"name\" must be at most 40 of a-z, 0-9 and -");
    }
    pack.title = labels_field(notes, "title", reasons);
    pack.author = text_field(notes, "author", reasons);
    pack.licence = text_field(notes, "licence", reasons);
    pack.source = text_field(notes, "source", reasons);
    pack.asks = labels_field(notes, "asks", reasons);
    pack.preference = read_preference(notes, reasons);
    return pack;
}

}  // namespace

std::optional<Pack> read_notes(const std::string& text, const std::string& file,
                               std::vector<Complaint>& complaints) {
    Json notes;
    try {
        notes = Json::parse(text);
    } catch (const Json::parse_error& error) {
        complaints.push_back({file, line_at(text, error.byte), "is no JSON"});
        return std::nullopt;
    }
    if (!notes.is_object()) {
        complaints.push_back({file, 1, "is no JSON object"});
        return std::nullopt;
    }
    Reasons reasons;
    Pack pack = read_fields(notes, reasons);
    for (const std::string& reason : reasons) {
        complaints.push_back({file, line_of_reason(text, reason), reason});
    }
    return is_name(pack.name) ? std::optional(std::move(pack)) : std::nullopt;
}

}  // namespace search
