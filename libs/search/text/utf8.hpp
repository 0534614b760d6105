// Code points in and out of UTF-8, for text of any origin.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace search {

// Yields the code points of a text; bytes that are no UTF-8 (also surrogates and over-long forms)
// are passed over one by one.
class Utf8Reader {
public:
    explicit Utf8Reader(std::string_view text) : rest_(text) {}
    // The next code point; nullopt at the end.
    std::optional<char32_t> next();

private:
    std::string_view rest_;
};

void append_utf8(std::string& out, char32_t code_point);

// Bytes that the first `code_points` code points of a valid UTF-8 text take.
std::size_t utf8_prefix(std::string_view text, std::size_t code_points);

// Code points of a valid UTF-8 text.
std::size_t utf8_length(std::string_view text);

}  // namespace search
