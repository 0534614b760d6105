"""Members who search, look, change their minds, click twice, and send; now and then on an errand.

Every member is a thread with a random number generator of its own, made of the seed and the member.
What they are shown depends on timing, so two runs of a seed differ in detail, not in kind.
"""

import itertools
import random
import threading
import time

from checking import notices
from members import errands, previews
from members.diary import Diary, Pace

MEMBERS, CHANNELS = 38, 14      # added to the twin's own
PER_SECOND = 20                 # actions of all members together
SENDS_PER_10_S = 4              # of one member: below the bot's own limit of 5, double clicks too
PREVIEWS_PATIENCE_S = 3         # then the member does something else, and perhaps comes back
LOOK_EVERY_S = 0.3
# Of what they do, where no history can be read; and of the Sends there those whose answer is lost: so
# that there are notices.
HIDDEN_SHARE, UNLUCKY_SHARE = 0.15, 0.5
SETTINGS_SHARE, AGAIN_SHARE = 0.06, 0.2  # of their turns; [Send again] where there is one
WORDS = ("cat dog bear fox lion tiger rabbit bird fish horse pig cow mouse monkey frog snake heart "
         "star sun moon rain snow fire water cake coffee pizza apple banana car train ship house "
         "book music party sad happy love angry sleep dance 고양이 강아지 곰 여우 사자 토끼 새 "
         "물고기 하트 별 해 달 비 눈 불 커피 케이크 사과 음악 축하 사랑 웃음").split()
UNREADABLE = {"C0GENERAL": ("#general", None), "G0SECRET": ("", {"U0KIM", "U0LEE"}),
              "D0PAIR": ("", {"U0KIM", "U0LEE"})}


def places_of(world):
    """{member: [channels they write in]}; a channel with the bot in it has readable history."""
    channels = {}
    for one in world["channels"]:
        readable = one["bot_member"] and one["type"] == "public"
        if readable or one["id"] in UNREADABLE:
            place, only = UNREADABLE.get(one["id"], ("#" + one["name"], None))
            channels[one["id"]] = {"id": one["id"], "place": place, "readable": readable,
                                   "only": only}
    def may(member, channel):
        return not channel["only"] or member in channel["only"]
    return {member["id"]: [c for c in channels.values() if may(member["id"], c)]
            for member in world["members"]}


class Traffic:
    """start(), then stop(): nobody begins anything new, and the answers of what is under way are
    waited for. `diary` is what they did."""

    def __init__(self, twin, seed):
        self.twin, self.diary, self.pace = twin, Diary(), Pace(PER_SECOND)
        self.words = notices.Words()
        self.ending, self.failures = threading.Event(), []
        twin.order("world", members=MEMBERS, channels=CHANNELS)
        places = places_of(twin.world())
        self.members = [Member(self, name, places[name], random.Random(f"{seed}:{name}"))
                        for name in sorted(places)]
        self.by_name = {one.name: one for one in self.members}
        self.threads = [threading.Thread(target=self._live, args=(one,), daemon=True)
                        for one in self.members]

    def start(self):
        for thread in self.threads:
            thread.start()

    def stop(self):
        self.ending.set()
        for thread in self.threads:
            thread.join()
        if self.failures:
            raise self.failures[0]

    def send_again(self):
        """In peace: each notice that asks for it is answered. How many there were."""
        return sum(errands.send_again(member, most=10) for member in self.members)

    def look_for_forms(self):
        """A form that opened when its member had given up waiting for it."""
        for action in self.diary.actions:
            if action["kind"] == "settings" and not action.get("view"):
                errands.find_form(self.by_name[action["user"]], action)

    def _live(self, member):
        try:
            while not self.ending.is_set():
                member.turn()
        except Exception as failure:  # a thread's entry: told by stop()
            self.failures.append(failure)


class Member:
    def __init__(self, traffic, name, places, draw):
        self.traffic, self.twin, self.diary = traffic, traffic.twin, traffic.diary
        self.name, self.places, self.draw = name, places, draw
        self.later = []      # (channel, word): searches whose previews did not come in time
        self.sends = []      # when
        self.mute = False    # a mention of theirs was not acked: another would be mistaken for it
        self.forms, self.answered = set(), set()  # ids of views seen; ts of notices pressed
        self.dm = None

    def turn(self):
        errand = self.draw.random()
        if errand < SETTINGS_SHARE:
            errands.change_settings(self)
        elif errand < SETTINGS_SHARE + AGAIN_SHARE and self.sends:
            errands.send_again(self)
        else:
            self._find_something()
        self.pause(self.draw.uniform(0.05, 0.6))

    def _find_something(self):
        if self.later and self.draw.random() < 0.5:
            channel, word = self.later.pop(self.draw.randrange(len(self.later)))
            shown = self._look(channel, word)
        else:
            channel, word = self._choose()
            if not word:
                return self.pause(0.5)
            shown = self._search(channel, word)
        if shown:
            self._browse(channel, word, shown)

    def direct(self):
        """Their conversation with the bot; None before it first wrote to them there."""
        self.dm = self.dm or {user: channel for channel, user in
                              self.twin.directs().items()}.get(self.name)
        return self.dm

    def is_told_to_press_again(self, errors):
        return any(self.traffic.words.kind_of(text) in ("busy", "away") for text in errors.values())

    def pause(self, seconds):
        self.traffic.ending.wait(seconds)

    def _choose(self):
        for _ in range(20):
            hidden = self.draw.random() < HIDDEN_SHARE
            channel = self.draw.choice([c for c in self.places if not (hidden and c["readable"])])
            word = self.draw.choice(WORDS)
            if self.diary.claim_word(self.name, channel["id"], word):
                return channel, word
        return None, None

    # A command in three of four, else a mention, in the thread of something if there is any.
    def _search(self, channel, word):
        if channel["readable"] and not self.mute and self.draw.random() < 0.25:
            action = self.diary.note("mention", self.name, channel, query=word)
            threads = [m["ts"] for m in self.twin.see(self.name, channel["id"])
                       if m["to"] == "all" and not m.get("thread_ts")]
            thread = self.draw.choice(threads) if threads and self.draw.random() < 0.5 else None
            text = {"text": f"@stickerbot {word}", **({"thread_ts": thread} if thread else {})}
            acked = self.do(action, "say", channel=channel["id"], **text)
            self.mute = not acked
        else:
            action = self.diary.note("command", self.name, channel, query=word)
            line = self.draw.choice(["/sticker search ", "/sticker ", "/스티커 "]) + word
            acked = self.do(action, "say", channel=channel["id"], text=line)
        if not acked:
            return None
        shown = self._await(lambda: self._look(channel, word))
        if not shown:
            self.later.append((channel, word))
        return shown

    def _look(self, channel, word):
        return previews.find(self.twin.see(self.name, channel["id"]), self.name, word)

    def _await(self, look):
        until = time.monotonic() + PREVIEWS_PATIENCE_S
        while not self.traffic.ending.is_set() and time.monotonic() < until:
            shown = look()
            if shown:
                return shown
            self.pause(LOOK_EVERY_S)
        return None

    # A few other pages, then one end of four.
    def _browse(self, channel, word, shown):
        for _ in range(self.draw.choice([0, 0, 1, 1, 2])):
            if not shown.redraws or self.traffic.ending.is_set():
                break
            shown = self._redraw(channel, word, shown)
            if not shown:
                return  # nothing more is pressed there: it is judged by what comes
        end = self.draw.random()
        if end < 0.6:
            self._send(channel, shown)
        elif end < 0.9 and shown.cancel:
            self._press_once("cancel", channel, shown, shown.cancel)

    def _redraw(self, channel, word, shown):
        button = self.draw.choice(shown.redraws)
        if not self._press_once("redraw", channel, shown, button):
            return None
        def changed():
            now = self._look(channel, word)
            return now if now and now.ts == shown.ts and now.text != shown.text else None
        return self._await(changed)

    def _press_once(self, kind, channel, shown, button):
        action = self.diary.note(kind, self.name, channel, message=shown.ts)
        return self.do(action, "press", message=shown.ts, action_id=button["action_id"],
                        value=button["value"])

    def _send(self, channel, shown):
        many = 2 if self.draw.random() < 0.15 else 1
        buttons = (s for s in self.draw.sample(shown.sends, len(shown.sends))
                   if self.diary.claim_image(channel["id"], s["image"]))
        for button in itertools.islice(buttons, many):
            twice = self.draw.random() < 0.25
            if not self.may_send(2 if twice else 1):
                return
            action = self.diary.note("send", self.name, channel, message=shown.ts, **{
                name: button[name] for name in ("image", "code", "id")})
            click = {"message": shown.ts, "action_id": button["action_id"],
                     "value": button["value"]}
            if not channel["readable"] and self.draw.random() < UNLUCKY_SHARE:
                self.twin.fault(method="chat.postMessage",
                                drop=self.draw.choice(["after", "before"]))
            acked = self.double_click(action, click) if twice else self.do(action, "press", **click)
            if not acked and self.draw.random() < 0.7 and self.may_send(1):
                self.do(action, "press", **click)  # Slack showed its own sign: pressed again

    def double_click(self, action, click):
        other = threading.Thread(target=self.do, args=(action, "press"), kwargs=click)
        other.start()
        self.pause(self.draw.uniform(0, 0.3))
        acked = self.do(action, "press", **click)
        other.join()
        return acked

    def may_send(self, count):
        now = time.monotonic()
        self.sends = [when for when in self.sends if now - when < 10.5]
        if len(self.sends) + count > SENDS_PER_10_S:
            return False
        self.sends += [now] * count
        return True

    # True where Slack saw the ack.
    def do(self, action, call, **order):
        answer = self.order(action, call, **order)
        return answer["acked"] if answer else None

    # None is what can no longer be pressed: no envelope, no promise.
    def order(self, action, call, **order):
        self.traffic.pace.wait(self.traffic.ending)
        answer = self.twin.order(call, user=self.name, **order)
        if answer and answer.get("id") and answer.get("acked") is not None:
            action["presses"].append(answer["id"])
            return answer
        return None
