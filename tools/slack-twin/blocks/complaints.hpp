// The complaints of one validation, and the checks that every block shares.
#pragma once

#include <string>
#include <vector>

#include "tools/slack-twin/world/json.hpp"

namespace twin {

// A place in the blocks as a JSON pointer ("/blocks/0/text").
class Place {
public:
    explicit Place(std::string pointer) : pointer_(std::move(pointer)) {}
    Place at(const std::string& name) const { return Place(pointer_ + "/" + name); }
    Place at(std::size_t index) const { return at(std::to_string(index)); }
    const std::string& pointer() const { return pointer_; }

private:
    std::string pointer_;
};

class Complaints {
public:
    void add(const std::string& what, const Place& place);
    const std::vector<std::string>& all() const { return all_; }

    // Each complains when the rule is broken and returns whether it holds.
    bool required(const Json& object, const char* name, const Place& place);
    // A text member of 1..most characters; absent is fine.
    bool text(const Json& object, const char* name, std::size_t most, const Place& place);
    bool items(const Json& array, std::size_t most, const Place& place);
    enum class TextKind { plain, any };
    // A composition text object of 1..most characters under `name`; absent is fine.
    bool text_object(const Json& object, const char* name, std::size_t most, TextKind kind,
                     const Place& place);

private:
    std::vector<std::string> all_;
};

// Rules of elements.cpp.
void check_image(const Json& image, std::size_t most_alt_text, const Place& place,
                 Complaints& wrong);
void check_action(const Json& element, const Place& place, Complaints& wrong);

}  // namespace twin
