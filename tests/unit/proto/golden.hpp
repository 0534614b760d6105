// The golden files: one record each, as people can read it. See proto/README.md.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "proto/wire.hpp"

namespace proto_test {

// "action/send" → proto/golden/v1/action/send.json as the record's bytes. Fails the test when it
// is not there or malformed.
proto::Wire golden(const std::string& name);

// The names of all golden files in proto/golden/v1/<folder>, sorted.
std::vector<std::string> goldens(const std::string& folder);

// Key, headers in their order, and value.
testing::AssertionResult same(const proto::Wire& expected, const proto::Wire& actual);

}  // namespace proto_test
