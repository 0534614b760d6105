"""deploy/slack, the READMEs' links and the table of scopes say what `stickerctl manifest` says."""

import re
import unittest
import urllib.parse

from programs import page, say

EXAMPLE = "https://stickers.example.com"
SCOPE = re.compile(r'^      - "([a-z_]+(?:[:.][a-z._]+)*)"$', re.M)


def manifest(*arguments):
    return say("stickerctl", "manifest", *arguments).rstrip("\n") + "\n"


def link_in(readme):
    return re.search(r"(?m)^\[create-app\]: (\S+)$", page(readme))[1]


def scopes_of(yaml):
    """(all, optional) of oauth_config."""
    _, _, scopes = yaml.partition("    bot:\n")
    every, _, optional = scopes.partition("\nsettings:")[0].partition("    bot_optional:\n")
    return SCOPE.findall(every), SCOPE.findall(optional)


class Manifests(unittest.TestCase):
    maxDiff = None

    def test_the_file_for_socket_mode_is_what_the_program_prints(self):
        self.assertEqual(page("deploy/slack/manifest.socket.yaml"), manifest("--socket"))

    def test_the_file_for_http_mode_is_what_the_program_prints(self):
        self.assertEqual(page("deploy/slack/manifest.http.yaml"), manifest("--http", EXAMPLE))

    def test_each_readme_links_to_slacks_page_with_the_manifest_filled_in(self):
        for readme, language in ("README.md", "en"), ("README.ko.md", "ko"):
            with self.subTest(readme):
                link = say("stickerctl", "manifest", "--lang", language, "--link").strip()
                self.assertEqual(link_in(readme), link)
                self.assertEqual(page(readme).count("][create-app]"), 1)

    def test_the_link_holds_the_whole_manifest(self):
        address = urllib.parse.urlsplit(link_in("README.md"))
        self.assertEqual((address.scheme, address.netloc, address.path),
                         ("https", "api.slack.com", "/apps"))
        query = urllib.parse.parse_qs(address.query, strict_parsing=True)
        self.assertEqual(query["new_app"], ["1"])
        self.assertEqual(query["manifest_yaml"][0].rstrip("\n") + "\n",
                         page("deploy/slack/manifest.socket.yaml"))

    def test_the_link_fits_into_an_address_that_every_server_takes(self):
        for readme in "README.md", "README.ko.md":
            self.assertLess(len(link_in(readme)), 8000)


class Scopes(unittest.TestCase):
    def test_the_table_has_every_scope_and_no_other(self):
        every, optional = scopes_of(manifest())
        self.assertGreaterEqual(len(every), 7)
        self.assertLessEqual(set(optional), set(every))
        rows = re.findall(r"(?m)^\| `([a-z:._]+)` \| (asked|optional) \|", page("docs/scopes.md"))
        self.assertEqual([name for name, _ in rows], every)
        self.assertEqual([name for name, kind in rows if kind == "optional"], optional)

    def test_each_row_says_what_it_gives_and_what_is_lost(self):
        for row in re.findall(r"(?m)^\| `[a-z:._]+` \|.*$", page("docs/scopes.md")):
            cells = [cell.strip() for cell in row.strip("|").split("|")]
            self.assertEqual(len(cells), 4, row)
            self.assertTrue(all(cells), row)


if __name__ == "__main__":
    unittest.main()
