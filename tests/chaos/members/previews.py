"""The buttons of a preview message, as a member finds them."""

import json

from checking import notices


class Previews:
    def __init__(self, message):
        self.ts, self.text = message["ts"], message["text"]
        self.sends, self.redraws, self.cancel = [], [], None
        image = None
        for block in message["blocks"]:
            if block["type"] == "image":
                image = block["image_url"]
            for element in block.get("elements", ()):
                self._button(element, image)

    def _button(self, element, image):
        name, value = element.get("action_id", ""), element.get("value", "")
        if name == "sticker.send":
            fields = json.loads(value)
            code = notices.code_of_send(fields["p"], fields["n"])
            self.sends.append({"action_id": name, "value": value, "image": image, "code": code,
                               "id": notices.id_of_send(fields["p"], fields["n"])})
        elif name in ("sticker.more", "sticker.previous", "sticker.shuffle"):
            self.redraws.append({"action_id": name, "value": value})
        elif name == "sticker.cancel":
            self.cancel = {"action_id": name, "value": value}


def find(messages, user, word):
    """The newest previews for that word which this member sees, or None."""
    for message in reversed(messages):
        if message["to"] == user and f"‘{word}’" in message["text"]:
            found = Previews(message)
            if found.sends:
                return found
    return None
