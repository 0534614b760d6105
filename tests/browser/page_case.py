"""What the browser tests share: one stack for a test program, one fresh Chromium for a test."""

import os
import shutil
import tempfile
import unittest

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from stack import ROOT, Stack

KIM = "U0KIM"    # ko-KR
LEE = "U0LEE"    # en-US
GENERAL = "C0GENERAL"
SEARCH = "/sticker search 고양이"
SHOTS = ROOT / "build" / "screenshots"
FLAGS = ("--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run "
         "--disable-background-networking --disable-component-update --disable-sync "
         "--disable-dev-shm-usage --hide-scrollbars").split()

stack = Stack()


def setUpModule():
    stack.open()


def tearDownModule():
    stack.close()


class PageCase(unittest.TestCase):
    width, height, dark = 1280, 800, False

    def setUp(self):
        stack.post("twin/reset", {})
        profile = tempfile.mkdtemp(prefix="slack-twin-page-")
        self.addCleanup(shutil.rmtree, profile, True)
        options = webdriver.ChromeOptions()
        for flag in [*FLAGS, f"--user-data-dir={profile}"]:
            options.add_argument(flag)
        options.binary_location = "/usr/bin/chromium"
        self.browser = webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)
        self.addCleanup(self.browser.quit)
        self.browser.set_script_timeout(20)
        self.resize(self.width, self.height)
        # What still fades in has no words yet.
        self.media(color_scheme="dark" if self.dark else "light", reduced_motion="reduce")
        # Pictures come from outside; a test sees what a member without that network sees.
        self.cdp("Network.enable")
        self.cdp("Network.setBlockedURLs", urls=["https://*"])

    def cdp(self, command, **arguments):
        return self.browser.execute_cdp_cmd(command, arguments)

    def resize(self, width, height, scale=1):
        self.cdp("Emulation.setDeviceMetricsOverride", width=width, height=height,
                 deviceScaleFactor=scale, mobile=False)

    def media(self, **preferences):
        """What the member prefers, from now on: color_scheme="dark"; the others are forgotten."""
        features = [{"name": f"prefers-{name.replace('_', '-')}", "value": value}
                    for name, value in preferences.items()]
        self.cdp("Emulation.setEmulatedMedia", features=features)

    def open(self, user=KIM, channel=GENERAL):
        self.browser.get(f"{stack.url}#{user}/{channel}")
        here = f"#lists a[aria-current][href='#{user}/{channel}']"
        self.wait(lambda: self.script("return document.querySelector(arguments[0])", here),
                  "the channel list")

    def script(self, source, *arguments):
        return self.browser.execute_script(source, *arguments)

    def module(self, source, *arguments):
        """Runs source with the page's modules: `await load("emoji.js")`; its value is returned."""
        return self.browser.execute_async_script(
            "const done = arguments[arguments.length - 1];"
            "const load = (name) => import(new URL(`page/${name}`, document.baseURI));"
            f"(async () => {{ {source} }})().then(done, (error) => done(`error: ${{error}}`));",
            *arguments)

    def find(self, selector):
        return self.browser.find_elements(By.CSS_SELECTOR, selector)

    def one(self, selector):
        return self.wait(lambda: self.find(selector), selector)[0]

    def keys(self, *keys):
        """Keys to whatever has the focus, as a keyboard sends them."""
        self.browser.switch_to.active_element.send_keys(*keys)

    def chord(self, modifier, key):
        webdriver.ActionChains(self.browser).key_down(modifier).send_keys(key).key_up(
            modifier).perform()

    def active(self):
        return self.browser.switch_to.active_element

    @property
    def box(self):
        return self.one("#composer-text")

    def wait(self, condition, what, seconds=15):
        return stack.wait(condition, what, seconds)

    def search(self, cards=3):
        """Types the search and gives the previews' message, once all its cards are there."""
        self.box.send_keys(SEARCH, Keys.ENTER)
        self.wait(lambda: len(self.find(".message.private .card")) >= cards, "the previews")
        return self.one(".message.private")

    def shot(self, name):
        SHOTS.mkdir(parents=True, exist_ok=True)
        self.browser.save_screenshot(str(SHOTS / f"{name}.png"))


def main():
    os.chdir(ROOT)
    unittest.main(verbosity=2)
