// Failure as a value: what went wrong, and what the caller should do about it.
#pragma once

#include <chrono>
#include <string>
#include <utility>

namespace base {

// What to do with the failed work. Adapters classify at the edge, cores choose.
enum class Retry {
    never,   // the same input fails again: dead-letter it or tell the user
    later,   // a passing fault, nothing was done: try again with the caller's own backoff
    after,   // as `later`, but not before `Error::wait` has passed (Slack's Retry-After)
    unknown  // the work may or may not have been done: reconcile before trying again
};

// A failure. `code` is a stable snake_case word that metrics and tests may match on; `context` is
// for the person who reads the log and never holds a secret or a member's words.
struct Error {
    std::string code;
    Retry retry = Retry::never;
    std::string context;
    std::chrono::milliseconds wait{0};

    static Error never(std::string code, std::string context = {}) {
        return {std::move(code), Retry::never, std::move(context), {}};
    }
    static Error later(std::string code, std::string context = {}) {
        return {std::move(code), Retry::later, std::move(context), {}};
    }
    static Error after(std::string code, std::chrono::milliseconds wait, std::string context = {}) {
        return {std::move(code), Retry::after, std::move(context), wait};
    }
    static Error unknown(std::string code, std::string context = {}) {
        return {std::move(code), Retry::unknown, std::move(context), {}};
    }
    // "code: context", for logs.
    std::string message() const { return context.empty() ? code : code + ": " + context; }
};

}  // namespace base
