"""The plan of hurts."""

import collections
import unittest

from hurt import schedule


class Plan(unittest.TestCase):
    def test_a_seed_is_a_plan(self):
        self.assertEqual(schedule.plan(7, 120), schedule.plan(7, 120))
        self.assertNotEqual(schedule.plan(7, 120), schedule.plan(8, 120))

    def test_two_minutes_kill_each_at_least_once_and_enough(self):
        for seed in range(50):
            kills = collections.Counter(h.target for h in schedule.plan(seed, 120) if h.what == "kill")
            self.assertGreaterEqual(sum(kills.values()), 20)
            self.assertLessEqual(set(schedule.SERVICES) - set(kills), set())
            self.assertTrue(kills["redis"] and kills["kafka"])

    def test_stops_are_shorter_and_longer_than_session_and_lease(self):
        lasts = [h.lasts for seed in range(20) for h in schedule.plan(seed, 120) if h.what == "stop"]
        self.assertTrue(any(one > 10 for one in lasts) and any(one < 3 for one in lasts))

    def test_nothing_begins_in_the_last_moments(self):
        for hurt in schedule.plan(1, 30):
            self.assertGreater(hurt.at, schedule.QUIET_S)
            self.assertLess(hurt.at, 30 - schedule.QUIET_S)

    def test_every_hurt_has_its_turn_in_ten_minutes(self):
        plan = schedule.plan(3, 600)
        self.assertEqual({h.what for h in plan},
                         {"kill", "restart", "stop", "cut", "refuse", "hold", "fault"})
        self.assertEqual({h.target for h in plan if h.what in ("cut", "refuse", "hold")},
                         set(schedule.LINKS))
        self.assertEqual([f for f in schedule.FAULTS if f not in [h.order for h in plan]], [])


if __name__ == "__main__":
    unittest.main()
