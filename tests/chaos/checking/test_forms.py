"""The checker on the settings: the command, and the form that is sent off."""

import unittest

from checking.test_checker import KIM, LATE, command, envelope, judge, visible


def submit(number, good, presses=("e1",)):
    return dict(command("submit", presses), view="V1", number=number, good=good)


class Settings(unittest.TestCase):
    NUMBER = {"response_action": "errors", "errors": {"previews": "3에서 5까지의 숫자로 적어 주세요."}}
    BUSY = {"response_action": "errors",
            "errors": {"previews": "That took too long. Please press again. (code 1111-1111)"}}

    def whats(self, *lines, of):
        return [found[0] for found in judge(list(lines), of).findings]

    def test_a_form_or_a_notice_answers_the_command(self):
        one = command("settings")
        self.assertEqual(self.whats(envelope("e1", 1), of=one), ["lost"])
        self.assertEqual(self.whats(envelope("e1", 1), of=dict(one, view="V1")), [])
        told = visible("8.0", LATE.replace("[#team] ", ""), to=KIM)
        self.assertEqual(self.whats(envelope("e1", 1), told, of=one), [])

    def test_a_right_number_closes_the_form_and_a_wrong_one_does_not(self):
        closed, refused = envelope("e1", 1), envelope("e1", 1, ack=self.NUMBER)
        self.assertEqual(self.whats(closed, of=submit("4", True)), [])
        self.assertEqual(self.whats(refused, of=submit("9", False)), [])
        self.assertEqual(self.whats(closed, of=submit("9", False)), ["misjudged"])
        self.assertEqual(self.whats(refused, of=submit("4", True)), ["misjudged"])

    def test_press_again_is_an_answer_to_either(self):
        for number, good in (("4", True), ("9", False)):
            verdict = judge([envelope("e1", 1, ack=self.BUSY)], submit(number, good))
            self.assertEqual((verdict.findings, verdict.counts["busy"]), ([], 1))

    def test_slacks_own_sign_is_an_answer_and_one_after_three_seconds_is_none(self):
        self.assertEqual(self.whats(envelope("e1", 1, None), of=submit("4", True)), [])
        self.assertEqual(self.whats(envelope("e1", 1, 3200), of=submit("4", True)), ["lost"])


if __name__ == "__main__":
    unittest.main()
