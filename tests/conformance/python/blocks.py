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
