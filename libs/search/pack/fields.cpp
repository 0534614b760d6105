#include "libs/search/pack/fields.hpp"

#include <algorithm>

namespace search {
namespace {

bool is_control(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7F;
}

std::string checked_text(const Json& value, const std::string& name, Reasons& reasons,
                         std::size_t max_bytes = kMaxTextBytes) {
    if (!value.is_string()) {
        reasons.push_back("\"" + name + "\" must be a text");
        return {};
    }
    const auto& text = value.get_ref<const std::string&>();
    if (text.empty()) {
        reasons.push_back("\"" + name + "\" is empty");
    } else if (text.size() > max_bytes) {
        reasons.push_back("\"" + name + "\" is longer than " + std::to_string(max_bytes) +
                          " bytes");
    } else if (std::any_of(text.begin(), text.end(), is_control)) {
        reasons.push_back("\"" + name + "\" has a control character");
    } else {
        return text;
    }
    return {};
}

std::vector<std::string> checked_list(const Json& value, const std::string& name, Reasons& reasons) {
    if (!value.is_array() || value.size() > kMaxListEntries) {
        reasons.push_back("\"" + name + "\" must be a list of at most " +
                          std::to_string(kMaxListEntries) + " texts");
        return {};
    }
    std::vector<std::string> list;
    for (const Json& entry : value) {
        list.push_back(checked_text(entry, name, reasons));
    }
    return list;
}

const Json* field(const Json& object, const std::string& key, Reasons& reasons) {
    const auto found = object.find(key);
    if (found == object.end()) {
        reasons.push_back("\"" + key + "\" is missing");
        return nullptr;
    }
    return &*found;
}

const Json* object_field(const Json& object, const std::string& key, Reasons& reasons) {
    const Json* found = field(object, key, reasons);
    if (found != nullptr && !found->is_object()) {
        reasons.push_back("\"" + key + "\" must be an object with the keys ko, en, ja");
        return nullptr;
    }
    return found;
}

}  // namespace

std::string text_field(const Json& object, const std::string& key, Reasons& reasons,
                       std::size_t max_bytes) {
    const Json* found = field(object, key, reasons);
    return found == nullptr ? std::string{} : checked_text(*found, key, reasons, max_bytes);
}

std::vector<std::string> list_field(const Json& object, const std::string& key, Reasons& reasons) {
    const Json* found = field(object, key, reasons);
    return found == nullptr ? std::vector<std::string>{} : checked_list(*found, key, reasons);
}

Labels labels_field(const Json& object, const std::string& key, Reasons& reasons) {
    Labels labels;
    const Json* found = object_field(object, key, reasons);
    if (found == nullptr) {
        return labels;
    }
    const auto read = [&](const char* code) {
        return found->contains(code) ? checked_text((*found)[code], key + "." + code, reasons)
                                     : std::string{};
    };
    labels = {read("ko"), read("en"), read("ja")};
    if (!found->contains("en")) {
        reasons.push_back("\"" + key + ".en\" is missing");
    }
    return labels;
}

Tags tags_field(const Json& object, const std::string& key, Reasons& reasons) {
    const Json* found = object_field(object, key, reasons);
    if (found == nullptr) {
        return {};
    }
    const auto read = [&](const char* code) {
        return found->contains(code) ? checked_list((*found)[code], key + "." + code, reasons)
                                     : std::vector<std::string>{};
    };
    return {read("ko"), read("en"), read("ja")};
}

}  // namespace search
