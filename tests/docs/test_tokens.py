"""No file of the tree holds anything shaped like a live token, and a filled-in .env stays out."""

import re
import subprocess
import tempfile
import unittest

from programs import PROGRAMS, ROOT, page, say

# What follows the prefix of a live token is long: numbers of workspace and bot or app, then 24
# characters or more of noise (docs.slack.dev/authentication/tokens). A fixture's is short
# and made of words (xoxb-0-twin-0). So: a tail of 24 characters or more is live, whatever it is.
LIVE_TAIL = 24
PREFIX = rb"(?:xoxe\.xox[bp]-|xox[a-z]-|xapp-)"
SHAPES = (
    (re.compile(PREFIX + rb"[A-Za-z0-9-]{%d,}" % LIVE_TAIL), "a Slack token"),
    (re.compile(rb"hooks\.slack(?:-gov)?\.com/[a-z]+/T[A-Z0-9]{8,}/[A-Z0-9]{8,}/[A-Za-z0-9]{16,}"),
     "a Slack webhook or response_url"),
)
BUILT = {".git", "build", ".run", ".cache", "node_modules", "__pycache__"}


def faults(name, content):
    """One line for each thing in `content` that looks live; never the thing itself."""
    for shape, what in SHAPES:
        for found in shape.finditer(content):
            line = content.count(b"\n", 0, found.start()) + 1
            yield f"{name}:{line}: {what} ({len(found[0])} characters)"


def git(*arguments):
    return subprocess.run(["git", "-C", ROOT, *arguments], capture_output=True, check=False)


def is_checkout():
    try:
        return git("rev-parse", "--is-inside-work-tree").stdout.strip() == b"true"
    except FileNotFoundError:
        return False


def tree():
    """Files git tracks or would add; without git (an unpacked archive) all that is not built."""
    if is_checkout():
        listed = git("ls-files", "-z", "--cached", "--others", "--exclude-standard").stdout
        names = sorted({n.decode() for n in listed.split(b"\0") if n})
    else:
        names = sorted(str(p.relative_to(ROOT)) for p in ROOT.rglob("*")
                       if not BUILT & set(p.relative_to(ROOT).parts[:-1])
                       and not p.relative_to(ROOT).parts[0].startswith("build-")
                       and p.name != ".env")
    return [ROOT / n for n in names if (ROOT / n).is_file()]


class Tree(unittest.TestCase):
    def test_no_file_holds_anything_shaped_like_a_live_token(self):
        files = tree()
        self.assertGreater(len(files), 100)
        found = [fault for file in files
                 for fault in faults(file.relative_to(ROOT), file.read_bytes())]
        self.assertEqual(found, [])

    def test_no_pin_names_the_server_it_was_fetched_from(self):
        """Whoever builds it has mirrors of their own."""
        pins = [file for file in tree() if file.name in ("package-lock.json", "requirements.txt")]
        self.assertGreaterEqual(len(pins), 3)
        for file in pins:
            self.assertNotRegex(file.read_text(), r'"resolved"|--(extra-)?index-url|--find-links',
                                file)

    def test_every_live_shape_is_seen(self):
        # Put together here, so that this file holds none.
        numbers, noise = "123456789012-1234567890123", "aB3dE6gH9jK2mN5pQ8sT1vW4"
        for live in (f"xoxb-{numbers}-{noise}", f"xoxp-{numbers}-123456789012-{noise}",
                     f"xapp-1-A0123456789-{numbers[:13]}-{noise.lower() * 2}",
                     f"xoxe-1-{noise * 6}", f"xoxe.xoxb-1-{noise * 6}", f"xoxe.xoxp-1-{noise * 6}",
                     f"xoxs-{numbers}-{noise}", f"xoxc-{numbers}-{noise}",
                     f"https://hooks.slack.com/commands/T012ABCDE/{numbers[:12]}/{noise}"):
            with self.subTest(live[:9]):
                self.assertEqual(len(list(faults("x", f'"{live}"\n'.encode()))), 1)

    def test_a_fixture_that_is_plainly_none_may_stay(self):
        for fake in ("xoxb-0-twin-0", "xapp-1-A0TWIN-1-twin", "xoxb-…", "xapp-", "xoxe-1-abc"):
            self.assertEqual(list(faults("x", fake.encode())), [], fake)

    def test_a_fault_names_the_line_and_keeps_the_token_to_itself(self):
        live = "xoxb-" + "1" * 12 + "-" + "a" * 24
        (said,) = faults("some.txt", f"one\n{live}\n".encode())
        self.assertRegex(said, r"^some\.txt:2: a Slack token \(\d+ characters\)$")


class EnvFile(unittest.TestCase):
    def test_git_ignores_a_filled_in_one_and_keeps_the_example(self):
        lines = page(".gitignore").splitlines()
        self.assertIn(".env", lines)
        if is_checkout():
            self.assertEqual(git("check-ignore", "-q", ".env").returncode, 0)
            self.assertEqual(git("check-ignore", "-q", ".env.example").returncode, 1)

    def test_the_example_names_settings_that_exist_and_holds_no_secret(self):
        known = set()
        for name in "sticker-gateway", "sticker-worker", "sticker-poster":
            known |= set(re.findall(r"(?m)^  ([A-Z][A-Z0-9_]+)  ", say(name, "--help")))
        settings = re.findall(r"(?m)^#?([A-Z][A-Z0-9_]+)=(.*)$", page(".env.example"))
        self.assertGreaterEqual({n for n, _ in settings}, {"SLACK_APP_TOKEN", "SLACK_BOT_TOKEN"})
        self.assertLessEqual({n for n, _ in settings}, known)
        for name, value in settings:
            if name.endswith(("TOKEN", "SECRET", "PASSWORD")):
                self.assertEqual(value, "", name)

    def test_what_the_example_leaves_out_is_named_by_check(self):
        """Copied as it is, without tokens, it says which one is missing and where to get it."""
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run([PROGRAMS / "sticker-gateway", "--check"], cwd=folder,
                                  env={"SLACK_APP_TOKEN": ""}, capture_output=True, text=True,
                                  encoding="utf-8", timeout=20, check=False)
        self.assertEqual(done.returncode, 2)
        self.assertRegex(done.stderr, r"(?m)^SLACK_APP_TOKEN: .*xapp-.*connections:write")


if __name__ == "__main__":
    unittest.main()
