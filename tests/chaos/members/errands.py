"""What members do now and then: change their settings; send again what a notice says was not sent."""

import json
import time

from checking import notices

FORM_PATIENCE_S = 4       # a trigger is dead by then: after it no form opens
PRESSES, PRESS_AGAIN_S = 4, 1.0
GOOD, BAD = ("3", "4", "5"), ("0", "2", "6", "9", "44", "-3", "3.5")


def change_settings(member):
    """The command; the form, if it opens, is sent off with a wrong number, a right one, or both."""
    channel = member.draw.choice(member.places)
    action = member.diary.note("settings", member.name, channel)
    line = member.draw.choice(["/sticker settings", "/스티커 설정"])
    if not member.do(action, "say", channel=channel["id"], text=line):
        return
    until = time.monotonic() + FORM_PATIENCE_S
    while not find_form(member, action) and time.monotonic() < until:
        member.pause(0.1)
    if not action.get("view"):
        return
    for good in member.draw.choice([(True,), (True,), (False, True), (False,)]):
        number = member.draw.choice(GOOD if good else BAD)
        if submit(member, channel, action["view"], number, good):
            return
    member.twin.order("close", user=member.name, view=action["view"])


def find_form(member, action):
    """Notes the form that answers that command, if one stands open that answered no other."""
    forms = [view["id"] for view in member.twin.modals(member.name, action["channel"])]
    new = [form for form in forms if form not in member.forms]
    if new:
        action["view"] = new[-1]
        member.forms.update(new)
    return bool(new)


def submit(member, channel, view, number, good):
    """True where it is closed. Pressed again with the same number while it is told to."""
    action = member.diary.note("submit", member.name, channel, view=view, number=number, good=good)
    for _ in range(PRESSES):
        answer = member.order(action, "submit", view=view, values={"previews": number})
        if not answer or answer.get("closed"):
            return True
        if answer.get("acked") and not member.is_told_to_press_again(answer.get("errors") or {}):
            return False
        member.pause(PRESS_AGAIN_S)
    return False


def send_again(member, most=1):
    """Presses [Send again] of notices in their own conversation with the bot, each once; some twice,
    at once. How many there were."""
    pressed = 0
    for message in member.twin.see(member.name, member.direct()) if member.direct() else ():
        button = button_of(message)
        if not button or pressed == most or message["ts"] in member.answered:
            continue
        about = json.loads(button["value"])
        first = member.diary.with_id(about["a"])
        if not first or not member.may_send(2):
            continue
        member.answered.add(message["ts"])
        own = notices.id_of_again(about["p"])
        place = {"id": first["channel"], "place": "", "readable": first["readable"]}
        action = member.diary.note("again", member.name, place, message=message["ts"],
                                   image=first["image"], id=own, code=notices.code_of_id(own))
        click = {"message": message["ts"], "action_id": "sticker.again", "value": button["value"]}
        if member.draw.random() < 0.25:
            member.double_click(action, click)
        else:
            member.do(action, "press", **click)
        pressed += 1
    return pressed


def button_of(message):
    for block in message["blocks"] or ():
        for element in block.get("elements", ()):
            if element.get("action_id") == "sticker.again":
                return element
    return None
