"""docs/configuration.md is what docs/make_configuration.py makes of the programs' --help."""

import re
import sys
import unittest

from programs import ROOT, page, say

sys.path.insert(0, str(ROOT / "docs"))
import make_configuration  # noqa: E402  (a script of docs/, no package)

OLD = """What it is for.
Usage: x [OPTIONS]

Options:
  -h,--help                   Print this help message and exit
  --port N                    port of the page (default 0: a free one)


Settings (environment variables):
"""
NEW = """What it is for.


x [OPTIONS]


OPTIONS:
  -h,     --help              Print this help message and exit
  --port N                    port of the page (default 0: a
                              free one)

Settings (environment variables):
"""


class Page(unittest.TestCase):
    maxDiff = None

    def test_the_page_is_what_the_programs_say(self):
        self.assertEqual(page("docs/configuration.md"), make_configuration.page(),
                         "run docs/make_configuration.py")

    def test_every_setting_flag_and_command_that_is_offered_stands_there(self):
        text = page("docs/configuration.md")
        for name in make_configuration.NAMES:
            helped = say(name, "--help")
            for setting in re.findall(r"(?m)^  ([A-Z][A-Z0-9_]+)  ", helped):
                self.assertIn(f"| `{setting}` |", text, name)
            for flag in re.findall(r"(?m)^  (--[a-z-]+)", helped):
                self.assertIn(f"`{flag}", text, name)
        for command in re.findall(r"(?m)^\| `([a-z]+)", page("tools/stickerctl/README.md")):
            self.assertIn(f"### stickerctl {command}", text)

    def test_it_names_no_folder_of_the_machine_it_was_made_on(self):
        self.assertNotIn(str(ROOT), page("docs/configuration.md"))


class Parsing(unittest.TestCase):
    def test_both_forms_of_cli11s_help_are_read_alike(self):
        want = [("-h,--help", "Print this help message and exit"),
                ("--port N", "port of the page (default 0: a free one)")]
        self.assertEqual(make_configuration.section(OLD, "Options"), want)
        self.assertEqual(make_configuration.section(NEW, "Options"), want)

    def test_a_setting_with_a_bar_does_not_break_the_table(self):
        helps = {"a": "  LOG_FORMAT  text|json  [json]\n      text on a terminal, else json\n"}
        self.assertEqual(make_configuration.settings_table(helps)[2],
                         r"| `LOG_FORMAT` | text\|json | `json` | a "
                         "| text on a terminal, else json |")

    def test_a_default_that_differs_is_told_for_each_program(self):
        helps = {name: f"  ADMIN_ADDR  host:port  [{address}]\n      where\n"
                 for name, address in (("sticker-gateway", ":1"), ("sticker-poster", ":2"))}
        self.assertIn("| `:1` gateway, `:2` poster | gateway, poster |",
                      make_configuration.settings_table(helps)[2])


if __name__ == "__main__":
    unittest.main()
