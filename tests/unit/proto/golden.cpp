#include "tests/unit/proto/golden.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

namespace proto_test {
namespace {

const std::string root = "proto/golden/v1/";

}  // namespace

proto::Wire golden(const std::string& name) {
    proto::Wire wire;
    std::ifstream file(root + name + ".json");
    const auto record = nlohmann::ordered_json::parse(file, nullptr, false);
    if (!record.is_object()) {
        ADD_FAILURE() << "no golden file " << name;
        return wire;
    }
    wire.key = record.at("key");
    for (const auto& header : record.at("headers")) wire.headers.emplace_back(header[0], header[1]);
    wire.value = record.contains("value") ? record["value"].dump() : std::string(record.at("text"));
    return wire;
}

std::vector<std::string> goldens(const std::string& folder) {
    std::vector<std::string> out;
    for (const auto& entry : std::filesystem::directory_iterator(root + folder)) {
        out.push_back(folder + "/" + entry.path().stem().string());
    }
    std::sort(out.begin(), out.end());
    return out;
}

testing::AssertionResult same(const proto::Wire& expected, const proto::Wire& actual) {
    if (expected.key != actual.key) {
        return testing::AssertionFailure()
               << "key " << expected.key << " came back as " << actual.key;
    }
    const auto count = std::max(expected.headers.size(), actual.headers.size());
    for (std::size_t i = 0; i < count; ++i) {
        const auto line = [i](const proto::Wire& wire) {
            if (i >= wire.headers.size()) return std::string("none");
            return wire.headers[i].first + ": " + wire.headers[i].second;
        };
        if (line(expected) != line(actual)) {
            return testing::AssertionFailure()
                   << "header " << i << " " << line(expected) << " came back as " << line(actual);
        }
    }
    if (expected.value != actual.value) {
        return testing::AssertionFailure() << "value\n"
                                           << expected.value << "\ncame back as\n"
                                           << actual.value;
    }
    return testing::AssertionSuccess();
}

}  // namespace proto_test
