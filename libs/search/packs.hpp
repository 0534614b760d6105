// Packs as text become a catalogue, or a list of what is wrong with them.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "libs/search/catalog.hpp"
#include "libs/search/lexicon/lexicon.hpp"

namespace search {

// One pack's two files, read by an adapter; `directory` names them in complaints.
struct PackText {
    std::string directory;
    std::string pack_json;
    std::string stickers_jsonl;
};

// Something a person has to mend. Lines count from 1.
struct Complaint {
    std::string file;
    int line = 0;
    std::string reason;
    // "packs/mine/stickers.jsonl:12: duplicate id …"
    std::string message() const;
};

struct Loaded {
    std::shared_ptr<const Catalog> catalog;  // null if there is any complaint
    std::vector<Complaint> complaints;       // in the order of the files and lines
    // What a person should look at though the packs can run: an emoji of the lexicon without a sticker.
    std::vector<Complaint> remarks = {};
};

// A file with more complaints than this is not read further.
inline constexpr std::size_t kMaxComplaintsPerFile = 100;

// pack.json: {"name","title":{ko,en},"author","licence","source","asks":{ko,en},"preference"}.
// stickers.jsonl, one sticker a line: {"id":"<name>/<code>","emoji","url","label":{ko,en,ja},
// "tags":{"ko":[…],…},"shortcodes":[…]} and, where it applies, "concept" and "hidden".
// Fields not named here are ignored.
// `words`: the files of the lexicon (lexicon/lexicon.hpp), which may be none.
Loaded load(const std::vector<PackText>& packs, const std::vector<WordsText>& words = {});

}  // namespace search
