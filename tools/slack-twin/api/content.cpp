#include "tools/slack-twin/api/content.hpp"

#include "tools/slack-twin/blocks/check.hpp"

namespace twin {
namespace {

std::string cut(const std::string& text, std::size_t most) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool begins = (static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U;
        if (begins && count++ == most) return text.substr(0, i);
    }
    return text;
}

std::optional<CallAnswer> refuse_metadata(const Json& metadata) {
    if (metadata.is_null()) return std::nullopt;
    const bool complete = metadata.is_object() && !text_of(metadata, "event_type").empty() &&
                          member_of(metadata, "event_payload").is_object();
    if (complete || (metadata.is_object() && metadata.empty())) return std::nullopt;
    return CallAnswer::failure("invalid_metadata_format");
}

}  // namespace

std::optional<CallAnswer> refuse_blocks(const Json& blocks) {
    if (blocks.is_null()) return std::nullopt;
    const BlockVerdict verdict = check_blocks(blocks);
    if (verdict.error.empty()) return std::nullopt;
    if (verdict.complaints.empty()) return CallAnswer::failure(verdict.error);
    Json messages = Json::array();
    for (const std::string& complaint : verdict.complaints)
        messages.push_back("[ERROR] " + complaint);
    return CallAnswer::failure(verdict.error,
                               {{"errors", verdict.complaints},
                                {"response_metadata", Json{{"messages", std::move(messages)}}}});
}

ContentRead read_content(const Json& args) {
    ContentRead read;
    read.content.text = cut(text_of(args, "text"), kMaxText);
    const Json& blocks = member_of(args, "blocks");
    if ((read.refusal = refuse_blocks(blocks))) return read;
    if (blocks.is_array()) read.content.blocks = blocks;
    const Json& metadata = member_of(args, "metadata");
    if ((read.refusal = refuse_metadata(metadata))) return read;
    if (!metadata.empty()) read.content.metadata = metadata;
    const bool attachments = !member_of(args, "attachments").empty();
    const std::string markdown = text_of(args, "markdown_text");
    if (read.content.text.empty()) read.content.text = markdown;
    if (read.content.text.empty() && read.content.blocks.empty() && !attachments)
        read.refusal = CallAnswer::failure("no_text");
    return read;
}

}  // namespace twin
