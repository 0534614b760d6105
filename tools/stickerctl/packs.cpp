#include <nlohmann/json.hpp>

#include "services/sticker-worker/adapters/inputs/pack_files.hpp"
#include "tools/stickerctl/commands.hpp"
#include "tools/stickerctl/output.hpp"

namespace stickerctl {
namespace {

void say(const search::Complaint& complaint, bool wrong, bool json) {
    if (json) {
        print_json({{"file", complaint.file},
                    {"line", complaint.line},
                    {"reason", complaint.reason},
                    {"wrong", wrong}});
    } else {
        complain(complaint.message());
    }
}

std::string counted(const search::Catalog& catalog) {
    std::size_t words = 0;
    for (const search::Saying& saying : catalog.lexicon().sayings) words += saying.words.size();
    return std::to_string(catalog.size()) + " stickers in " +
           std::to_string(catalog.packs().size()) + " packs, " + std::to_string(words) +
           " words in the lexicon";
}

}  // namespace

runtime::Command packs_command() {
    return {"packs",
            "check DIR: validates a pack, or a folder of packs with their lexicon; names file, line "
            "and reason of everything that is wrong",
            {{"--json", "", "one JSON object per complaint"}},
            "check DIR"};
}

int packs(const runtime::Arguments& arguments) {
    if (arguments.rest.size() != 2 || arguments.rest[0] != "check") {
        complain("packs: want check DIR");
        return wrong_usage;
    }
    const std::string& folder = arguments.rest[1];
    const bool json = arguments.has("--json");
    const search::Loaded loaded = worker::read_packs(folder);
    for (const search::Complaint& complaint : loaded.complaints) say(complaint, true, json);
    for (const search::Complaint& remark : loaded.remarks) say(remark, false, json);
    if (!loaded.catalog) return found_something_wrong;
    if (!json) print_line(folder + ": " + counted(*loaded.catalog) + ": nothing is wrong");
    return done;
}

}  // namespace stickerctl
