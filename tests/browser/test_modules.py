"""The page's modules for themselves: text is never markup, pictures fall back to their emoji."""

from page_case import KIM, PageCase, main
from page_case import setUpModule, tearDownModule  # noqa: F401  (unittest calls them here)

PIXEL = ("data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
         "+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")


class Modules(PageCase):
    def setUp(self):
        super().setUp()
        self.open(KIM)

    def test_addresses_of_open_sets_give_their_emoji(self):
        cases = {
            "https://cdn.example/assets/1f431_3d.png": "🐱",
            "https://fonts.example/s/e/notoemoji/latest/1f389/512.gif": "🎉",
            "https://fonts.example/latest/1f636_200d_1f32b_fe0f/512.gif": "😶‍🌫️",
            "https://cdn.example/color/618x618/1F431.png": "🐱",
            "https://cdn.example/color/618x618/1F1F0-1F1F7.png?v=2": "🇰🇷",
            "https://cdn.example/png/512/emoji_u1f431.png": "🐱",
            "https://cdn.example/assets/0023-20e3_3d.png": "#️⃣",
            "https://cdn.example/assets/2764_3d.png": "❤️",
            "https://cdn.example/color/E000.png": "",
            "https://files.example/2024/hello.png": "",
            "https://files.example/img/512.png": "",
            "": "",
        }
        found = self.module("const { emojiFromUrl } = await load('emoji.js');"
                            "return arguments[0].map(emojiFromUrl);".replace(
                                "arguments[0]", repr(list(cases))))
        self.assertEqual(dict(zip(cases, found)), cases)

    def html(self, text):
        return self.module(
            "const { mrkdwn } = await load('markup.js'); const p = document.createElement('p');"
            f"p.append(mrkdwn({text!r}, (id) => ({{ U0LEE: 'Lee' }})[id] ?? id));"
            "return p.innerHTML;")

    def test_mrkdwn_knows_its_subset(self):
        cases = {
            "*굵게* _기울임_ ~지움~": "<strong>굵게</strong> <em>기울임</em> <s>지움</s>",
            "snake_case_name 2*3*4": "snake_case_name 2*3*4",
            "`a *b* &lt;`": "<code>a *b* &lt;</code>",
            "```\\nx &amp;&amp; y\\n```".replace("\\n", "\n"): "<pre>x &amp;&amp; y</pre>",
            "*_둘 다_*": "<strong><em>둘 다</em></strong>",
            "<@U0LEE> <!here>": '<span class="mention">@Lee</span> <span class="mention">@here</span>',
            ":cat: * 별 *": ":cat: * 별 *",
        }
        self.assertEqual({text: self.html(text) for text in cases}, cases)

    def test_a_link_opens_outside_and_only_safe_schemes_become_links(self):
        made = self.html("<https://example.com/?a=1&amp;b=2|여기>")
        self.assertIn('href="https://example.com/?a=1&amp;b=2"', made)
        self.assertIn('rel="noopener noreferrer"', made)
        for text in ("<javascript:alert(1)|x>", "<data:text/html,x|y>", "<//evil|x>"):
            self.assertNotIn("<a", self.html(text))

    def test_text_is_never_markup(self):
        nasty = ("<script>window.broken=1</script>", "<img src=x onerror=window.broken=1>",
                 "&lt;img src=x onerror=window.broken=1&gt;", "*<b onclick=x>*", "```<i>```",
                 "<https://x/\"onmouseover=\"window.broken=1|a>")
        for text in nasty:
            self.assertNotRegex(self.html(text), r"<(script|img|i|b)[ >]|<a[^>]* onmouseover=")
        made = self.module(
            "const { renderBlocks } = await load('blocks.js'); const words = '<img src=x onerror=1>';"
            "const text = { type: 'plain_text', text: words };"
            "const blocks = [{ type: 'header', text }, { type: 'section', text, fields: [text] },"
            "  { type: 'context', elements: [text] }, { type: words }, { type: 'constructor' },"
            "  { type: 'image', image_url: 'javascript:1', alt_text: words, title: text },"
            "  { type: 'actions', elements: [{ type: 'button', text, action_id: words }] }];"
            "const box = document.createElement('div');"
            "box.append(...renderBlocks(blocks, { nameOf: (id) => id }));"
            "return [box.querySelectorAll('img').length, box.textContent.split(words).length - 1];")
        self.assertEqual(made[0], 0)
        self.assertGreaterEqual(made[1], 7)

    def picture(self, address):
        return self.module(
            "const { renderBlocks } = await load('blocks.js');"
            f"const block = {{ type: 'image', image_url: {address!r}, alt_text: '고양이 얼굴' }};"
            "const [figure] = renderBlocks([block], {}); document.body.append(figure);"
            "figure.querySelector('img')?.setAttribute('loading', 'eager');"
            "const tile = figure.querySelector('.tile');"
            "while (!/loaded|failed/.test(tile.className)) await new Promise(requestAnimationFrame);"
            "const fallback = figure.querySelector('.fallback');"
            "return [tile.className, fallback.textContent, fallback.getAttribute('role'),"
            "  fallback.getAttribute('aria-label'), getComputedStyle(fallback).visibility];")

    def test_a_picture_that_does_not_load_shows_its_emoji(self):
        self.assertEqual(self.picture("https://cdn.example/assets/1f431_3d.png"),
                         ["tile failed", "🐱", "img", "고양이 얼굴", "visible"])

    def test_a_picture_without_emoji_shows_its_words(self):
        self.assertEqual(self.picture("https://files.example/team/hello.png")[1], "고양이 얼굴")

    def test_a_picture_that_loads_hides_the_emoji(self):
        made = self.picture(PIXEL)
        self.assertEqual([made[0], made[2], made[4]], ["tile loaded", None, "hidden"])

    def test_both_languages_have_the_same_texts_and_placeholders(self):
        both = self.module(
            "const { dictionaries } = await load('texts.js');"
            "return Object.values(dictionaries).map((texts) => Object.entries(texts).map("
            "  ([key, text]) => `${key} ${(text.match(/\\{\\w+\\}/g) ?? []).sort()}`));")
        self.assertEqual(both[0], both[1])


if __name__ == "__main__":
    main()
