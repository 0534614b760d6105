#include "services/sticker-worker/adapters/replay.hpp"

#include <gtest/gtest.h>

#include "services/sticker-worker/adapters/inputs/inputs_json.hpp"
#include "services/sticker-worker/adapters/kafka_outbox.hpp"
#include "tests/unit/worker/world.hpp"

namespace {

using namespace worker;

std::vector<std::string> bytes(const Decision& decision) {
    std::vector<std::string> all{decision.rule};
    for (const proto::Action& action : decision.actions) all.push_back(proto::encode(action).value);
    return all;
}

// As the worker wrote it and a tool reads it back.
proto::Decision recorded(const proto::Event& event, const Inputs& inputs,
                         const std::string& rule = "x") {
    proto::Decision decision;
    decision.event = event.id;
    decision.rule = rule;
    decision.conversation = event.conversation;
    decision.now = event.received_at;
    const auto read = proto::decode_decision(record_of({decision, inputs}));
    EXPECT_TRUE(read.ok());
    return read ? *read : decision;
}

TEST(Replay, GivesTheVeryActionsOfThatTime) {
    Inputs none = korean(0, 0);
    none.page->suggestions = {"곰"};
    const std::vector<std::pair<proto::Event, Inputs>> events{
        {command("search 고양이"), korean()},
        {command("고냥이"), none},
        {command(""), korean()},
        {press(std::string(button::send), value_of(Send{"p", "pack/1", 2})), korean()},
        {press(std::string(button::shuffle),
               value_of(Redraw{Direction::shuffle, "p", "cat", 3, 0})),
         korean()},
        {command("설정"), korean()},
        {submitted(choices("5")), korean()},
        {typed("noto"), korean()},
        {said({{"type", "message"}, {"channel", "C1"}, {"user", "U1"}}), Inputs{}}};
    for (const auto& [event, inputs] : events) {
        const auto again = replay(proto::encode(event), recorded(event, inputs).inputs);
        ASSERT_TRUE(again.ok()) << again.error().message();
        EXPECT_EQ(bytes(*again), bytes(decided(event, inputs)));
    }
}

TEST(Replay, ARepeatStaysOne) {
    const auto again =
        replay(proto::encode(command("고양이")), recorded(command("고양이"), {}, "repeat"));
    ASSERT_TRUE(again.ok());
    EXPECT_EQ(again->rule, "repeat");
    EXPECT_TRUE(again->actions.empty());
}

TEST(Replay, SaysWhenOnlyTheDigestOfTheInputsWasKept) {
    Inputs inputs = korean();
    inputs.page->stickers.assign(200, facts(1));
    const proto::Decision kept = recorded(command("고양이"), inputs);
    EXPECT_TRUE(kept.inputs.empty());
    EXPECT_EQ(replay(proto::encode(command("고양이")), kept).error().code, "inputs_not_recorded");
}

TEST(Replay, SaysWhatCannotBeReplayed) {
    EXPECT_EQ(replay(proto::encode(command("고양이")), std::string("[]")).error().code,
              "bad_inputs");
    EXPECT_EQ(replay(proto::encode(command("고양이")), std::string(R"({"page":7})")).error().code,
              "bad_inputs");
    EXPECT_EQ(replay(proto::encode_probe("x", {}), std::string()).error().code, "unknown_type");
}

TEST(Inputs, ComeBackAsTheyWereRecorded) {
    Inputs none = korean(0, 0);
    none.page->suggestions = {"곰", "고양이"};
    none.sticker.reset();
    none.member.may_sign = false;
    none.too_fast = true;
    Inputs chosen = korean();
    chosen.settings = Settings{5, "en", "openmoji"};
    chosen.page->understood = "고양이";
    for (const Inputs& inputs : {korean(), none, chosen, Inputs{}}) {
        const auto back = inputs_from_json(inputs_to_json(inputs));
        ASSERT_TRUE(back.ok());
        EXPECT_EQ(*back, inputs);
    }
}

TEST(Inputs, NeverHoldTheWordsOfAMember) {
    const proto::Event event = command("search 비밀스러운말");
    EXPECT_EQ(recorded(event, korean()).inputs.find("비밀스러운말"), std::string::npos);
    EXPECT_EQ(proto::encode(recorded(event, korean())).value.find("비밀스러운말"),
              std::string::npos);
}

TEST(Inputs, OfASearchAreFarBelowTheirLimit) {
    EXPECT_LT(inputs_to_json(korean()).size(), 2'000u);
    EXPECT_LT(inputs_to_json(korean()).size(), proto::max_inputs_bytes);
}

TEST(Inputs, ReadWhatANewerBuildAdded) {
    const auto inputs = inputs_from_json(R"({"catalogue":"c","weather":{"rain":true}})");
    ASSERT_TRUE(inputs.ok());
    EXPECT_EQ(inputs->catalogue, "c");
}

}  // namespace
