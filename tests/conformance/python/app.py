"""A small app as the Slack SDK for Python shows it; nothing in it knows that Slack is not Slack but
SLACK_API_URL. What it saw and what its calls came to goes to standard output, one JSON object a
line; the SDK's own log to standard error."""

import json
import logging
import os
import sys
import threading
import time

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler
from slack_sdk.socket_mode import SocketModeClient
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.webhook import WebhookClient

from blocks import BROKEN, home, packs, replaceable, select, settings

logging.basicConfig(stream=sys.stderr, level=logging.INFO)
telling = threading.Lock()


def tell(**line):
    with telling:
        print(json.dumps(line, ensure_ascii=False), flush=True)


web = WebClient(token=os.environ["SLACK_BOT_TOKEN"], base_url=os.environ["SLACK_API_URL"])
web.retry_handlers.append(RateLimitErrorRetryHandler(max_retry_count=10))
socket = SocketModeClient(app_token=os.environ["SLACK_APP_TOKEN"], web_client=web)


def tried(call, run):
    """A call's end, in one form for both SDKs."""
    try:
        answer = run()
    except SlackApiError as error:
        data = error.response.data if isinstance(error.response.data, dict) else {}
        tell(call=call, ok=False, error=data.get("error"), needed=data.get("needed"),
             messages=data.get("response_metadata", {}).get("messages"),
             status=error.response.status_code)
        return None
    tell(call=call, ok=True, ts=answer.get("ts"), message_ts=answer.get("message_ts"))
    return answer


def respond(url, **message):
    answer = WebhookClient(url).send_dict(message)
    tell(call="response_url", ok=answer.status_code == 200, status=answer.status_code,
         error=None if answer.status_code == 200 else answer.body)


class Commands:
    """/sticker NAME WORDS"""

    def __init__(self, client, request):
        self.client, self.request, self.payload = client, request, request.payload

    def ack(self, payload=None):
        self.client.send_socket_mode_response(
            SocketModeResponse(envelope_id=self.request.envelope_id, payload=payload))

    def reply(self, words):
        self.ack({"text": words})

    def shout(self, words):
        self.ack({"response_type": "in_channel", "text": words})

    def late(self, words):
        time.sleep(3.4)
        self.ack({"text": words})
        tell(acked="late")

    def buttons(self, words):
        self.ack({"text": words, "blocks": replaceable(words)})

    def post(self, words):
        self.ack()
        channel, _, text = words.partition(" ")
        tried("chat.postMessage",
              lambda: web.chat_postMessage(channel=channel, text=text, unfurl_links=False))

    def broken(self, words):
        self.ack()
        tried("chat.postMessage",
              lambda: web.chat_postMessage(channel=words, text="broken", blocks=BROKEN))

    def edit(self, words):
        self.ack()
        draft = tried("chat.postMessage",
                      lambda: web.chat_postMessage(channel=words, text="a draft"))
        tried("chat.update",
              lambda: web.chat_update(channel=words, ts=draft["ts"], text="the final words"))
        other = tried("chat.postMessage",
                      lambda: web.chat_postMessage(channel=words, text="a slip of the pen"))
        tried("chat.delete", lambda: web.chat_delete(channel=words, ts=other["ts"]))

    def whisper(self, words):
        self.ack()
        tried("chat.postEphemeral",
              lambda: web.chat_postEphemeral(channel=self.payload["channel_id"],
                                             user=self.payload["user_id"], text=words))

    def respond(self, words):
        self.ack()
        for use in range(1, int(words) + 1):
            respond(self.payload["response_url"], text=f"use {use}")

    def select(self, _words):
        self.ack({"text": "choose a pack", "blocks": select("choose a pack")})

    def modal(self, words):
        self.ack()
        view = settings("x" * 25 if words == "broken" else "Settings")
        for _ in range(2 if words == "twice" else 1):
            tried("views.open",
                  lambda: web.views_open(trigger_id=self.payload["trigger_id"], view=view))

    def refresh(self, words):
        self.ack()

        def renew():
            return web.oauth_v2_access(client_id="0.twin", client_secret="twin-client-secret",
                                       grant_type="refresh_token", refresh_token=words)
        token = tried("oauth.v2.access", renew)["access_token"]
        other = WebClient(token=token, base_url=os.environ["SLACK_API_URL"])
        tried("auth.test", other.auth_test)
        tried("oauth.v2.access", renew)

    def who(self, words):
        self.ack()
        user = tried("users.info", lambda: web.users_info(user=words))["user"]
        tell(who=user["profile"]["display_name"], locale=user.get("locale"))


def on_command(client, request):
    name, _, words = request.payload["text"].partition(" ")
    tell(command=name, text=request.payload["text"], user=request.payload["user_id"])
    getattr(Commands(client, request), name)(words)


def on_event(client, request):
    client.send_socket_mode_response(SocketModeResponse(envelope_id=request.envelope_id))
    event = request.payload["event"]
    kind = event["type"]
    if kind == "app_home_opened":
        tell(event=kind, tab=event["tab"])
        tried("views.publish",
              lambda: web.views_publish(user_id=event["user"], view=home("Welcome home")))
        return
    if kind == "message":
        kind = f"message.{event['channel_type']}"
    if "bot_id" in event:
        return
    tell(event=kind, text=event["text"], retry=request.retry_attempt, why=request.retry_reason)
    if kind == "app_mention" and "answer" in event["text"]:
        tried("say", lambda: web.chat_postMessage(channel=event["channel"],
                                                  text=f"heard {event['user']}"))


def on_action(payload, ack):
    ack()
    action, url = payload["actions"][0], payload["response_url"]
    tell(action=action["action_id"], value=action["value"])
    if action["action_id"] == "replace":
        respond(url, replace_original=True, text=f"chose {action['value']}")
    else:
        respond(url, delete_original=True)


def on_options(payload, ack):
    tell(options=payload["action_id"], typed=payload["value"])
    ack({"options": packs(payload["value"])})


def on_submission(payload, ack):
    count = payload["view"]["state"]["values"]["count"]["count"]["value"]
    tell(view=payload["view"]["callback_id"], count=count, user=payload["user"]["id"])
    if count == "9":
        ack({"response_action": "errors", "errors": {"count": "3 to 5, please"}})
    elif count == "5":
        ack({"response_action": "update", "view": settings("Five it is")})
    else:
        ack()


def on_shortcut(payload, ack):
    ack()
    tell(shortcut=payload["callback_id"], user=payload["user"]["id"])
    tried("views.open", lambda: web.views_open(trigger_id=payload["trigger_id"],
                                               view=settings("From a shortcut")))


def on_message_shortcut(payload, ack):
    ack()
    message = payload["message"]
    tell(shortcut=payload["callback_id"], text=message["text"], ts=message["ts"])
    respond(payload["response_url"], text="seen it")


INTERACTIONS = {"shortcut": on_shortcut, "message_action": on_message_shortcut,
                "block_actions": on_action, "block_suggestion": on_options,
                "view_submission": on_submission}


def on_interaction(client, request):
    def ack(payload=None):
        client.send_socket_mode_response(
            SocketModeResponse(envelope_id=request.envelope_id, payload=payload))
    INTERACTIONS[request.payload["type"]](request.payload, ack)


HANDLERS = {"slash_commands": on_command, "events_api": on_event, "interactive": on_interaction}


def main():
    socket.socket_mode_request_listeners.append(
        lambda client, request: HANDLERS[request.type](client, request))
    socket.message_listeners.append(
        lambda _client, message, _raw: message.get("type") == "hello" and tell(ready=True))
    try:
        web.auth_test()
        socket.connect()
    except SlackApiError as error:
        tell(ready=False, error=error.response["error"])
        socket.close()
        sys.exit(1)
    threading.Event().wait()


if __name__ == "__main__":
    main()
