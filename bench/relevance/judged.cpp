#include "bench/relevance/judged.hpp"

#include <algorithm>
#include <sstream>

#include "bench/packs/pack_texts.hpp"
#include "libs/search/text/normalise.hpp"

namespace bench {

std::vector<Judged> read_judged(const std::string& path) {
    std::vector<Judged> all;
    std::istringstream text(contents(path));
    for (std::string line; std::getline(text, line);) {
        if (line.empty() || line.front() == '#') {
            continue;
        }
        Judged judged;
        std::istringstream fields(line);
        std::getline(fields, judged.technique, '\t');
        std::getline(fields, judged.query, '\t');
        for (std::string emoji; fields >> emoji;) {
            judged.accepted.push_back(search::normalise(emoji));
        }
        all.push_back(std::move(judged));
    }
    return all;
}

std::size_t place_of_accepted(const Judged& judged, const search::Found& found) {
    for (std::size_t place = 0; place < found.hits.size(); ++place) {
        const std::string emoji = search::normalise(found.hits[place].sticker->emoji);
        if (std::find(judged.accepted.begin(), judged.accepted.end(), emoji) !=
            judged.accepted.end()) {
            return place + 1;
        }
    }
    return 0;
}

}  // namespace bench
