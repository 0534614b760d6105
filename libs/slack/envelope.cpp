#include "libs/slack/envelope.hpp"

#include "libs/slack/envelope_reader.hpp"

namespace slack {
namespace {

base::Result<Envelope> read(std::string_view bytes, bool bare_payload, std::string* salvaged_id) {
    Envelope envelope;
    const char* place = bytes.data();
    EnvelopeReader reader(envelope, &place, bare_payload);
    const CountingIterator first(bytes.data(), &place);
    const CountingIterator last(bytes.data() + bytes.size(), &place);
    const bool parsed = nlohmann::json::sax_parse(first, last, &reader);
    if (salvaged_id) *salvaged_id = envelope.envelope_id;
    if (reader.too_deep()) return base::Error::never("too_deep");
    if (!parsed) return base::Error::never("not_json");
    if (!reader.saw_object() || bytes.find_first_not_of(" \t\r\n") == std::string_view::npos ||
        bytes[bytes.find_first_not_of(" \t\r\n")] != '{') {
        return base::Error::never("not_an_object");
    }
    return envelope;
}

}  // namespace

base::Result<Envelope> read_envelope(std::string_view frame, std::string* salvaged_id) {
    return read(frame, false, salvaged_id);
}

base::Result<Routing> read_routing(std::string_view payload) {
    auto envelope = read(payload, true, nullptr);
    if (!envelope) return envelope.error();
    return std::move(envelope->routing);
}

}  // namespace slack
