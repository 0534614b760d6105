"""Processes that die while ./run stays, two ./run at once, and what a stop leaves."""

import os
import signal
import subprocess
import unittest

from running import ROOT, Running, processes_under, wait

SERVICES = ("sticker-gateway", "sticker-worker", "sticker-poster")


class Drill(unittest.TestCase):
    def test_a_killed_service_is_named_and_starts_again_as_the_line_says(self):
        with Running() as running:
            for name in SERVICES:
                with self.subTest(name):
                    after = len(running.lines)
                    os.kill(running.pid(name), signal.SIGKILL)
                    said = running.wait_for_line(rf"^{name} is gone\. start it again: (\S+)$", after=after)
                    subprocess.run([ROOT / said[1]], cwd="/", check=True, capture_output=True,
                                   timeout=10)
                    running.wait_for_line(rf"^{name} is back", after=after)
                    running.post_a_sticker()
            self.assertEqual(len(running.posts()), 1 + len(SERVICES))
            running.stop()
        self.assertEqual(processes_under(running.state), [])

    def test_the_other_member_sees_the_post_and_no_preview(self):
        with Running() as running:
            seen = running.ask("see?user=U0LEE&channel=C0GENERAL")
            self.assertIn("image_url", seen)
            self.assertNotIn("send", seen)

    def test_a_second_run_beside_the_first_works(self):
        with Running() as first, Running() as second:
            self.assertNotEqual(first.state, second.state)
            self.assertNotEqual(first.page, second.page)
            first.post_a_sticker()
            second.post_a_sticker()
            self.assertEqual((len(first.posts()), len(second.posts())), (2, 2))

    def test_every_way_to_stop_leaves_nothing(self):
        for how, code in ((signal.SIGINT, 0), (signal.SIGTERM, 143), (signal.SIGHUP, 129)):
            with self.subTest(how.name), Running() as running:
                self.assertEqual(len(processes_under(running.state)), len(running.names()))
                self.assertEqual(running.stop(how), code)
                self.assertEqual(processes_under(running.state), [])

    def test_what_a_killed_run_left_is_stopped_by_the_next(self):
        with Running() as killed:
            killed.process.kill()
            killed.process.wait()
            left = len(processes_under(killed.state))
            self.assertGreater(left, 0)
            with Running() as running:
                self.assertEqual(running.state, killed.state)
                self.assertTrue(running.line("left over from a ./run that was killed"))
                self.assertEqual(len(processes_under(running.state)), left)
        wait(lambda: not processes_under(running.state), "the end of all")


if __name__ == "__main__":
    unittest.main()
