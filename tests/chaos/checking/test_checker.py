"""The checker itself: hand-made ledgers, right and wrong."""

import unittest

from checking import checker, notices

WORDS = notices.Words()
DIRECTS = {"D0BOT": "U0KIM"}
KIM, TEAM, DM, CAT = "U0KIM", "C0TEAM", "D0BOT", "http://x/cat.png"
CODE = notices.code_of_send("p1", 1)
AGAIN = notices.code_of_id(notices.id_of_again("n1"))
PARKED = ("[#team] We could not confirm that ‘cat’ was posted. If it is not in the conversation, "
          f"please send it again. (code {CODE})")
EXPIRED = f"[#team] ‘고양이’를 제때 보내지 못했어요. 다시 시도해 주세요. (코드 {CODE})"
LATE = "[#team] It could not be shown in time. Please try again. (code 0000-0000)"


def at(second):
    return f"2026-11-24T10:00:{second:06.3f}Z"


def envelope(name, second, acked_ms=10, kind="interactive", attempt=0, ack=None, user=KIM):
    return {"at": at(second), "kind": "envelope", "id": name, "type": kind, "user": user,
            "attempt": attempt, "socket": "1", "acked_ms": acked_ms,
            "ack": ack if ack else ({} if acked_ms is not None else None)}


def visible(ts, text="", image=None, to="all", channel=TEAM, second=1):
    return {"at": at(second), "kind": "visible", "to": to, "channel": channel, "ts": ts,
            "thread_ts": None, "text": text, "image": image, "by": "B0BOT"}


def gone(ts, channel=TEAM, to=KIM):
    return {"at": at(9), "kind": "gone", "ts": ts, "channel": channel, "to": to}


def send(n=1, presses=("e1",), image=CAT, code=CODE, readable=True):
    return {"n": n, "kind": "send", "user": KIM, "channel": TEAM, "place": "#team",
            "readable": readable, "presses": list(presses), "message": "5.0", "image": image,
            "code": code}


def again(presses=("e2",)):
    return dict(send(2, presses, code=AGAIN), kind="again", place="", message="8.0")


def command(kind="command", presses=("e1",)):
    return {"n": 1, "kind": kind, "user": KIM, "channel": TEAM, "place": "#team", "readable": True,
            "presses": list(presses), "query": "cat", "message": "5.0"}


def judge(lines, *actions, pages=None):
    return checker.judge(lines, list(actions), DIRECTS, WORDS, pages)


class Sends(unittest.TestCase):
    def red(self, what, lines, *actions, pages=None, findings=1):
        verdict = judge(lines, *(actions or [send()]), pages=pages)
        self.assertEqual([found[0] for found in verdict.findings], [what] * findings)
        self.assertTrue(verdict.red)

    def green(self, lines, *actions, pages=None):
        verdict = judge(lines, *(actions or [send()]), pages=pages)
        self.assertEqual(verdict.findings, [])
        self.assertFalse(verdict.red)
        return verdict

    def test_one_post_is_right(self):
        verdict = self.green([envelope("e1", 1), visible("6.0", image=CAT)])
        self.assertEqual(verdict.counts["sends"], 1)

    def test_a_post_that_is_edited_is_one(self):
        self.green([envelope("e1", 1)] + [visible("6.0", image=CAT)] * 2)

    def test_neither_post_nor_notice_is_lost(self):
        self.red("lost", [envelope("e1", 1)])

    def test_sending_is_no_notice(self):
        self.red("lost", [envelope("e1", 1), visible("5.0", "보내는 중…", to=KIM)])

    def test_what_was_not_acked_may_be_lost(self):
        self.green([envelope("e1", 1, acked_ms=None)])

    def test_two_posts_are_doubled(self):
        self.red("doubled", [envelope("e1", 1), visible("6.0", image=CAT),
                             visible("7.0", image=CAT)])

    def test_two_posts_of_what_was_not_acked_are_doubled(self):
        self.red("doubled", [envelope("e1", 1, acked_ms=None), visible("6.0", image=CAT),
                             visible("7.0", image=CAT)])

    def test_a_double_click_is_one_post(self):
        lines = [envelope("e1", 1), envelope("e2", 1), visible("6.0", image=CAT)]
        self.green(lines, send(presses=["e1", "e2"]))

    def test_one_notice_in_its_place_is_right(self):
        verdict = self.green([envelope("e1", 1), visible("8.0", EXPIRED, channel=DM)],
                             pages={KIM: {"8.0"}})
        self.assertEqual(verdict.counts["expired"], 1)

    def test_two_notices_are_doubled(self):
        self.red("doubled", [envelope("e1", 1), visible("8.0", EXPIRED, channel=DM),
                             visible("9.0", EXPIRED, channel=DM)])

    def test_a_notice_of_another_send_is_none(self):
        self.red("lost", [envelope("e1", 1), visible("8.0", EXPIRED, channel=DM)],
                 send(code="AAAA-AAAA"))

    def test_a_post_that_is_said_to_be_expired_is_contradicted(self):
        self.red("contradicted", [envelope("e1", 1), visible("6.0", image=CAT),
                                  visible("8.0", EXPIRED, channel=DM)])

    def test_could_not_confirm_may_stand_beside_its_post(self):
        self.green([envelope("e1", 1), visible("6.0", image=CAT),
                    visible("8.0", PARKED, channel=DM)])

    def test_a_notice_that_came_twice_is_right_once_one_is_taken_away(self):
        twice = [envelope("e1", 1), visible("8.0", PARKED, channel=DM),
                 visible("9.0", PARKED, channel=DM)]
        self.red("doubled", twice)
        self.green(twice + [gone("8.0", DM, "all")], pages={KIM: {"9.0"}})
        self.red("gone", twice + [gone("8.0", DM, "all"), gone("9.0", DM, "all")],
                 pages={KIM: set()}, findings=2)

    def test_a_notice_that_a_reload_takes_away_is_gone(self):
        self.red("gone", [envelope("e1", 1), visible("8.0", EXPIRED, channel=DM)],
                 pages={KIM: set()})

    def test_an_expiry_told_only_in_passing_is_gone_after_a_reload(self):
        self.red("gone", [envelope("e1", 1), visible("8.0", EXPIRED, to=KIM)], pages={KIM: {"9.0"}})

    def test_a_post_that_nobody_sent_is_doubled(self):
        self.red("doubled", [envelope("e1", 1), visible("6.0", image=CAT),
                             visible("7.0", image="http://x/dog.png")])

    def test_slow_down_answers_one_send_only(self):
        fast = ("Slow down a little! 5 stickers can be sent in 10 seconds. Please press again in "
                "a moment. (code 1111-1111)")
        lines = [envelope("e1", 1), envelope("e2", 2), visible("8.0", fast, to=KIM)]
        self.red("lost", lines, send(1), send(2, ["e2"], "http://x/dog.png", "BBBB-BBBB"))

    def test_what_is_sent_again_is_one_post_beside_its_notice(self):
        lines = [envelope("e1", 1), visible("8.0", EXPIRED, channel=DM), envelope("e2", 2)]
        self.red("lost", lines, send(), again())
        self.green(lines + [visible("9.0", image=CAT)], send(), again(), pages={KIM: set()})
        self.red("contradicted", lines + [visible("9.0", image=CAT), visible("9.1", image=CAT)],
                 send(), again())

    def test_what_was_parked_and_is_sent_again_may_stand_there_twice_and_not_more(self):
        lines = [envelope("e1", 1), visible("6.0", image=CAT), visible("8.0", PARKED, channel=DM),
                 envelope("e2", 2)]
        self.green(lines + [visible("9.0", image=CAT)], send(), again())
        self.red("doubled", lines + [visible("9.0", image=CAT), visible("9.1", image=CAT)], send(),
                 again())

    def test_what_is_sent_again_may_end_with_a_notice_of_its_own(self):
        lines = [envelope("e1", 1), visible("8.0", PARKED, channel=DM), envelope("e2", 2),
                 visible("9.0", EXPIRED.replace(CODE, AGAIN), channel=DM)]
        self.green(lines, send(), again(), pages={KIM: {"9.0"}})
        self.red("gone", lines, send(), again(), pages={KIM: set()})
        self.red("contradicted", lines + [visible("6.0", image=CAT), visible("7.0", image=CAT)],
                 send(), again())

    def test_a_notice_that_came_twice_and_was_pressed_twice_is_sent_again_once(self):
        lines = [envelope("e1", 1), visible("8.0", PARKED, channel=DM), envelope("e2", 2),
                 visible("8.1", PARKED, channel=DM), gone("8.0", DM), envelope("e3", 3)]
        both = [send(), again(), dict(again(["e3"]), message="8.1")]
        self.red("lost", lines, *both)
        lines.append(visible("9.0", image=CAT))
        self.green(lines, *both)
        lines += [visible("9.1", image=CAT), visible("9.2", image=CAT)]
        self.red("doubled", lines, *both)

    def test_parked_ones_are_counted_where_history_is_readable(self):
        lines = [envelope("e1", 1), visible("8.0", PARKED, channel=DM)]
        self.assertEqual(judge(lines, send()).parked_share, 1.0)
        self.assertEqual(judge(lines, send(readable=False)).parked_share, 0.0)


class Order(unittest.TestCase):
    SECOND = dict(n=2, presses=["e2"], image="http://x/dog.png", code="BBBB-BBBB")

    def findings(self, second_pressed, dog_ts):
        lines = [envelope("e1", 1, 100), envelope("e2", second_pressed),
                 visible("6.0", image=CAT), visible(dog_ts, image="http://x/dog.png")]
        return [f[0] for f in judge(lines, send(), send(**self.SECOND)).findings]

    def test_what_was_acked_first_stands_first(self):
        self.assertEqual(self.findings(2, "7.0"), [])

    def test_a_later_press_above_an_earlier_one_is_broken(self):
        self.assertEqual(self.findings(2, "5.5"), ["order_broken"])

    def test_presses_that_overlap_have_no_order(self):
        self.assertEqual(self.findings(1.05, "5.5"), [])


class Private(unittest.TestCase):
    SHOWN = visible("5.0", "Stickers for ‘cat’: 1 · cat", CAT, to=KIM)

    def whats(self, lines, action):
        return [found[0] for found in judge(lines, action).findings]

    def test_previews_answer_a_command(self):
        self.assertEqual(self.whats([envelope("e1", 1), self.SHOWN], command()), [])

    def test_silence_is_lost(self):
        self.assertEqual(self.whats([envelope("e1", 1)], command()), ["lost"])

    def test_previews_of_another_word_are_no_answer(self):
        other = visible("5.0", "Stickers for ‘wild cat’: 1 · cat", CAT, to=KIM)
        self.assertEqual(self.whats([envelope("e1", 1), other], command()), ["lost"])

    def test_busy_is_an_answer(self):
        busy = envelope("e1", 1, ack={"text": "Busy just now. (code 1111-1111)"})
        verdict = judge([busy], command())
        self.assertEqual((verdict.findings, verdict.counts["busy"]), ([], 1))

    def test_previews_shown_twice_are_counted_only(self):
        again = dict(self.SHOWN, ts="5.5")
        verdict = judge([envelope("e1", 1), self.SHOWN, again], command())
        self.assertEqual((verdict.findings, verdict.counts["repeated"]), ([], 1))

    def test_one_notice_answers_one_command(self):
        lines = [envelope("e1", 1), envelope("e2", 2), visible("8.0", LATE, channel=DM)]
        second = dict(command(presses=["e2"]), query="dog")
        self.assertEqual(len(judge(lines, command(), second).findings), 1)

    def test_a_notice_may_name_its_channel_by_a_link_or_as_a_direct_message(self):
        lines = [envelope("e1", 1), visible("8.0", LATE.replace("#team", "<#C0TEAM>"), channel=DM)]
        self.assertEqual(self.whats(lines, command()), [])
        lines[1]["text"] = LATE.replace("#team", "direct message")
        self.assertEqual(self.whats(lines, dict(command(), place="", channel="D0PAIR")), [])

    def test_a_notice_about_another_channel_is_no_answer(self):
        lines = [envelope("e1", 1), visible("8.0", LATE.replace("#team", "#other"), channel=DM)]
        self.assertEqual(self.whats(lines, command()), ["lost"])

    def test_a_notice_without_a_place_is_left_for_the_mention(self):
        lines = [envelope("e1", 1), envelope("e2", 1, kind="events_api"),
                 visible("8.0", LATE.replace("[#team] ", ""), channel=DM),
                 visible("9.0", LATE, channel=DM)]
        mention = dict(command("mention", ["e2"]), query="dog")
        self.assertEqual(judge(lines, mention, command()).findings, [])

    def test_a_redraw_must_change_the_previews_after_the_press(self):
        again = [self.SHOWN, envelope("e1", 1)]
        self.assertEqual(self.whats(again, command("redraw")), ["lost"])
        self.assertEqual(self.whats(again + [self.SHOWN], command("redraw")), [])

    def test_a_cancel_must_take_them_away(self):
        self.assertEqual(self.whats([self.SHOWN, envelope("e1", 1)], command("cancel")), ["lost"])
        self.assertEqual(self.whats([self.SHOWN, envelope("e1", 1), gone("5.0")],
                                    command("cancel")), [])

    def test_a_mention_that_was_acked_at_its_repeat_is_judged(self):
        first = envelope("e1", 1, None, "events_api")
        repeat = envelope("e9", 4.01, 10, "events_api", 1)
        self.assertEqual(self.whats([first], command("mention")), [])
        self.assertEqual(self.whats([first, repeat], command("mention")), ["lost"])


class Notices(unittest.TestCase):
    def test_ids_are_those_of_the_bot(self):  # as in tests/unit/proto/identity_test.cpp
        self.assertEqual(notices.id_of_send("9c4dd4ca", 2, "T012AB3C4"),
                         "cc2b6ea1-94aa-5fc7-abc9-0f372700fcfa")
        self.assertRegex(CODE, r"^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$")

    def test_kinds_are_told_apart_in_both_languages(self):
        self.assertEqual([WORDS.kind_of(text) for text in (PARKED, EXPIRED, LATE)],
                         ["parked", "expired", "private"])


if __name__ == "__main__":
    unittest.main()
