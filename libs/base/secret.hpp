// A value that must never be printed: tokens, signing secrets, passwords, response_urls.
#pragma once

#include <ostream>
#include <string>
#include <utility>

namespace base {

// Streams, and so logs, show "***". The one way to the bytes is reveal(), so a search for that word
// finds every place where a secret leaves the type.
class Secret {
public:
    Secret() = default;
    explicit Secret(std::string value) : value_(std::move(value)) {}

    const std::string& reveal() const { return value_; }
    bool empty() const { return value_.empty(); }
    friend std::ostream& operator<<(std::ostream& out, const Secret& secret) {
        return out << (secret.empty() ? "" : "***");
    }

private:
    std::string value_;
};

}  // namespace base
