"""The checker is seen red: each rule on a small house that breaks it, and on a broken copy of
this one."""
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PLAN = """
floor 0
room libs/base :
floor 1
room services/gateway/core : libs/base
room services/poster/core :
door hiredis/ : libs/redis/*.cpp
system unistd.h
ban \\bgetenv\\b : libs/runtime/*
"""
GOOD = {"libs/base/error.hpp": "#include <string>\n#include <unistd.h>\n",
        "services/gateway/core/route.hpp": '#include "libs/base/error.hpp"\n'}


def check(root):
    done = subprocess.run([sys.executable, ROOT / "tools/check_layers.py", "--root", root],
                          capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


class House(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.root = pathlib.Path(self.folder.name)

    def build(self, changed=None, plan=PLAN):
        for path, text in {"tools/layers.txt": plan, **GOOD, **(changed or {})}.items():
            file = self.root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)

    def assert_red(self, words, changed=None, plan=PLAN):
        self.build(changed, plan)
        code, said = check(self.root)
        self.assertEqual(code, 1)
        self.assertIn(words, said)

    def test_a_house_as_declared_is_green(self):
        self.build()
        self.assertEqual(check(self.root), (0, ""))

    def test_an_undeclared_arrow_is_red(self):
        self.assert_red("libs/base -> services/gateway/core is not declared",
                        {"libs/base/bad.hpp": '#include "services/gateway/core/route.hpp"\n'})

    def test_a_service_in_another_is_red_even_for_a_file_that_is_not_there(self):
        self.assert_red("never in each other",
                        {"services/gateway/core/bad.hpp": '#include "services/poster/core/x.hpp"\n'})

    def test_an_arrow_nobody_uses_is_red(self):
        self.assert_red("nobody uses services/gateway/core -> libs/base",
                        {"services/gateway/core/route.hpp": "\n"})

    def test_an_arrow_up_and_a_circle_are_red(self):
        self.assert_red("points up", plan=PLAN.replace("room libs/base :",
                                                       "room libs/base : services/poster/core"))
        self.assert_red("closes a circle", plan=PLAN + (
            "room libs/a : libs/b\nroom libs/b : libs/a\n"))

    def test_a_third_party_header_outside_its_door_is_red(self):
        self.assert_red("has its door elsewhere", {"libs/base/bad.cpp": "#include <hiredis/hiredis.h>\n"})
        self.assert_red("has no door", {"libs/base/bad.cpp": "#include <boost/any.hpp>\n"})

    def test_an_include_that_is_no_path_from_the_root_is_red(self):
        self.assert_red("no path from the root", {"libs/base/bad.cpp": '#include "error.hpp"\n'})

    def test_a_banned_word_is_red_but_not_in_a_comment(self):
        self.build({"libs/base/ok.cpp": "// getenv is for libs/runtime\n"})
        self.assertEqual(check(self.root)[0], 0)
        self.assert_red("is not for here", {"libs/base/bad.cpp": 'auto x = getenv("HOME");\n'})

    def test_a_long_file_and_a_full_folder_are_red(self):
        self.assert_red("301 lines", {"libs/base/long.cpp": "\n" * 301})
        self.assert_red("libs/base: 18 files",
                        {f"libs/base/f{n}.hpp": "\n" for n in range(16)})

    def test_a_broken_copy_of_this_house_is_red(self):
        for top in ("libs", "proto", "services", "tools", "tests"):
            shutil.copytree(ROOT / top, self.root / top,
                            ignore=shutil.ignore_patterns("node_modules", "__pycache__"))
        victim = sorted((self.root / "services/gateway/core").glob("*.hpp"))[0]
        with victim.open("a") as file:
            file.write('#include "services/poster/core/x.hpp"\n')
        code, said = check(self.root)
        self.assertEqual(code, 1)
        self.assertIn(f"services/gateway/core/{victim.name}: includes services/poster/core/x.hpp", said)


if __name__ == "__main__":
    unittest.main()
