
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>

#include "libs/search/find.hpp"
#include "services/sticker-worker/adapters/inputs/pack_files.hpp"
#include "tools/stickerctl/commands.hpp"
#include "tools/stickerctl/output.hpp"

namespace stickerctl {
namespace {

constexpr std::size_t most_results = 100;

struct Question {
    search::Language language = search::Language::ko;
    std::size_t limit = 5;
    bool json = false;
};

// Two digits: more would promise an exactness that a score does not have.
double rounded(double score) { return std::round(score * 100) / 100; }

void answer(const search::Catalog& catalog, const Question& question, const std::string& text) {
    const auto began = std::chrono::steady_clock::now();
    const search::Found found =
        search::find(catalog, {text, question.language, question.limit, 0, 0});
    const auto took = std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::steady_clock::now() - began);
    if (question.json) {
        nlohmann::ordered_json object{{"query", text},
                                      {"took_us", took.count()},
                                      {"results", nlohmann::ordered_json::array()}};
        for (const search::Hit& hit : found.hits) {
            object["results"].push_back({{"id", hit.sticker->id},
                                         {"emoji", hit.sticker->emoji},
                                         {"score", rounded(hit.score)},
                                         {"why", hit.why}});
        }
        if (!found.understood.empty()) object["understood"] = found.understood;
        if (!found.suggestions.empty()) object["suggestions"] = found.suggestions;
        return print_json(object);
    }
    print_line(text + ": " + std::to_string(found.total) + " found in " +
               std::to_string(took.count()) + " us");
    for (const search::Hit& hit : found.hits) {
        char score[16];
        std::snprintf(score, sizeof score, "%.2f", hit.score);
        print_line("  " + hit.sticker->emoji + "  " + hit.sticker->label.in(question.language) +
                   "  " + hit.sticker->id + "  " + score + "  " + hit.why);
    }
    std::string near;
    for (const std::string& word : found.suggestions)
        near += (near.empty() ? "  near: " : ", ") + word;
    if (!near.empty()) print_line(near);
}

}  // namespace

runtime::Command search_command() {
    return {"search",
            "searches the sticker packs; with no QUERY one query per line of standard input",
            {{"--lang", "ko|en|ja", "language of labels and reasons (default ko)"},
             {"--limit", "N", "results per query, 1 to 100 (default 5)"},
             {"--json", "", "one JSON object per query"}},
            "[QUERY…]"};
}

int search(const Config& config, const runtime::Arguments& arguments) {
    Question question;
    question.json = arguments.has("--json");
    const std::string lang = arguments.value("--lang", "ko");
    question.language = search::language_of(lang);
    if (lang != search::code_of(question.language)) {
        complain("--lang " + lang + ": want ko, en or ja");
        return wrong_usage;
    }
    const std::string limit = arguments.value("--limit", "5");
    const auto read = std::from_chars(limit.data(), limit.data() + limit.size(), question.limit);
    if (read.ec != std::errc() || read.ptr != limit.data() + limit.size() || question.limit < 1 ||
        question.limit > most_results) {
        complain("--limit " + limit + ": want a number from 1 to 100");
        return wrong_usage;
    }
    const auto catalog = worker::load_packs(config.packs);
    if (!catalog) {
        complain("STICKER_PACKS: " + catalog.error().context);
        return wrong_usage;
    }
    for (const std::string& text : arguments.rest) answer(**catalog, question, text);
    if (!arguments.rest.empty()) return done;
    for (std::string line; std::getline(std::cin, line);) answer(**catalog, question, line);
    return done;
}

}  // namespace stickerctl
