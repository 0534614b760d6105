#include "tests/fuzz/drive/mutate.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string_view>

namespace fuzz {
namespace {

using nlohmann::json;

std::size_t below(std::size_t end, Random& random) {
    return end == 0 ? 0 : std::uniform_int_distribution<std::size_t>(0, end - 1)(random);
}

const std::string& one_of(const std::vector<std::string>& all, Random& random) {
    return all.at(below(all.size(), random));
}

std::string stumbling_block(Random& random) {
    static const std::vector<std::string> blocks{"null",
                                                 "{}",
                                                 "[]",
                                                 "-0",
                                                 "1e999",
                                                 "99999999999999999999999",
                                                 "\"",
                                                 "\\",
                                                 "\\ud800",
                                                 "\\u0000",
                                                 "\xff",
                                                 "\xed\xa0\x80",
                                                 std::string(1, '\0'),
                                                 "[[[[[[[[",
                                                 "{\"a\":",
                                                 "}",
                                                 ",",
                                                 "true",
                                                 "\"envelope_id\":\"x\",",
                                                 "\"envelope_id\":null,",
                                                 "\"payload\":{}",
                                                 "\"type\":7,",
                                                 std::string(300, 'x'),
                                                 std::string(600, '[')};
    return one_of(blocks, random);
}

void mutate_once(std::string& text, const std::vector<std::string>& corpus, Random& random) {
    const std::size_t at = below(text.size() + 1, random);
    const std::size_t length = below(std::min<std::size_t>(40, text.size() - at) + 1, random);
    switch (below(6, random)) {
        case 0:
            if (at < text.size()) text[at] = static_cast<char>(below(256, random));
            break;
        case 1:
            text.erase(at, length);
            break;
        case 2:
            text.insert(at, text.substr(at, length));
            break;
        case 3:
            text.insert(at, stumbling_block(random));
            break;
        case 4:
            text.replace(at, length, stumbling_block(random));
            break;
        default: {
            const std::string& other = one_of(corpus, random);
            text.replace(at, std::string::npos, other.substr(below(other.size(), random)));
        }
    }
}

json strange_value(Random& random) {
    switch (below(9, random)) {
        case 0:
            return nullptr;
        case 1:
            return -1;
        case 2:
            return 1.5e300;
        case 3:
            return true;
        case 4:
            return "";
        case 5:
            return std::string(below(700, random), 'y');
        case 6:
            return json::array({json::object(), nullptr});
        case 7:
            return json{{"id", nullptr}, {"type", 3}};
        default:
            return "고양이\n\"\\";
    }
}

void collect(json& at, std::vector<json*>& all) {
    for (auto& child : at) {
        all.push_back(&child);
        if (child.is_structured()) collect(child, all);
    }
}

}  // namespace

std::string mutate_bytes(const std::vector<std::string>& corpus, Random& random) {
    std::string text = one_of(corpus, random);
    for (std::size_t left = 1 + below(4, random); left > 0; --left)
        mutate_once(text, corpus, random);
    return text;
}

std::string mutate_tree(const std::vector<std::string>& corpus, Random& random) {
    json tree = json::parse(one_of(corpus, random), nullptr, false);
    for (std::size_t left = 1 + below(3, random); left > 0; --left) {
        std::vector<json*> all;
        collect(tree, all);
        if (all.empty()) break;
        json& target = *all.at(below(all.size(), random));
        if (target.is_object() && !target.empty() && below(3, random) == 0) {
            target.erase(
                std::next(target.begin(), static_cast<long>(below(target.size(), random))));
        } else {
            target = strange_value(random);
        }
    }
    return tree.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace fuzz
