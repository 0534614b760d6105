"""What the app shows, apart from what it does."""


def button(text, action_id, value):
    return {"type": "button", "text": {"type": "plain_text", "text": text},
            "action_id": action_id, "value": value}


def replaceable(words):
    return [{"type": "section", "text": {"type": "mrkdwn", "text": words}},
            {"type": "actions", "elements": [button("Replace it", "replace", "one"),
                                             button("Remove it", "remove", "two")]}]


# A button's label has 75 characters at most, and an image needs an alt_text.
BROKEN = [
    {"type": "actions", "elements": [button("x" * 76, "too_long", "x")]},
    {"type": "image", "image_url": "https://stickers.example.com/cat.png"},
]


def plain(text):
    return {"type": "plain_text", "text": text}


PACK_SELECT = {"type": "external_select", "action_id": "pack", "placeholder": plain("A pack"),
               "min_query_length": 1}


def select(words):
    return [{"type": "section", "text": {"type": "mrkdwn", "text": words}},
            {"type": "actions", "elements": [PACK_SELECT]}]


def settings(title):
    """A modal's title has 24 characters at most."""
    return {"type": "modal", "callback_id": "settings", "title": plain(title),
            "submit": plain("Save"),
            "blocks": [{"type": "input", "block_id": "count", "label": plain("Previews"),
                        "element": {"type": "plain_text_input", "action_id": "count"}},
                       {"type": "input", "block_id": "pack", "optional": True,
                        "label": plain("Pack"), "element": PACK_SELECT}]}


def home(words):
    return {"type": "home",
            "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": words}}]}


def packs(typed):
    return [{"text": plain(name), "value": name} for name in ("noto-anim", "fluent-3d", "openmoji")
            if name.startswith(typed)]
