// Puts the page together: state, routing by #MEMBER/CHANNEL, keys.

import * as api from "./api.js";
import { Composer, isComposing } from "./composer.js";
import { Delivery } from "./delivery.js";
import { h } from "./dom.js";
import { everyRound, Feed, Unread } from "./feed.js";
import { MessageList } from "./messages.js";
import { addressOf, channelsOf, noteOf, Sidebar, titleOf } from "./sidebar.js";
import { applyTexts, setLocale, t } from "./texts.js";

const $ = (id) => document.getElementById(id);
const mostLookedAt = 30;  // other channels a round
const firstCommand = "/sticker search 고양이";
const state = { world: null, me: null, channel: null };

const nameOf = (id) => [...state.world.members, ...state.world.channels]
    .find((one) => one.id === id)?.name ?? id;

const delivery = new Delivery($("delivery"));
const unread = new Unread();
const sidebar = new Sidebar({ lists: $("lists"), you: $("you"), teamName: $("team-name") });
const composer = new Composer({
    form: $("composer"),
    box: $("composer-text"),
    error: $("composer-error"),
    suggest: {
        panel: $("suggest"), list: $("suggest-list"), usage: $("usage"), announcer: $("announcer"),
    },
}, send);
const messages = new MessageList({
    list: $("messages"), scroller: $("scroll"), jump: $("jump"), announcer: $("announcer"),
    empty: $("empty"),
}, { onPress: press, nameOf, onFocusLost: () => $("composer-text").focus() });
const feed = new Feed({
    onView: show,
    onLost: () => banner(t("lost")),
    onBack: () => loadWorld().catch(() => undefined),
});

async function send(text) {
    const run = text.startsWith("/") ? delivery.begin(text) : null;
    try {
        const answer = await api.say(state.me.id, state.channel.id, text);
        if (run) delivery.acked(run, answer);
    } catch (error) {
        if (run === delivery.run) delivery.clear();
        throw error;
    }
}

async function press(message, element) {
    const run = delivery.pressed();
    try {
        const { action_id: action, value } = element;
        delivery.pressAcked(run, await api.press(state.me.id, message.ts, action, value));
    } catch {
        composer.fail(t("pressFailed"));
    }
}

function show(view) {
    unread.read(state.me.id, state.channel.id, view.messages);
    delivery.arrived(messages.update(view.messages, state.me), state.me);
    drawSidebar();
}

function banner(text) {
    $("banner").hidden = !text;
    $("banner").textContent = text;
}

function drawSidebar() {
    sidebar.draw({ ...state, unread: unread.counts });
}

async function loadWorld() {
    state.world = await api.world();
    composer.setCommands(state.world.commands ?? []);
    banner(state.world.socket_mode && !state.world.connections ? t("botAway") : "");
    if (state.me) drawSidebar();
}

// An address that names nobody or nothing leads to the first member or channel.
function route() {
    const [memberId, channelId] = location.hash.slice(1).split("/");
    const me = state.world.members.find((one) => one.id === memberId) ?? state.world.members[0];
    const mine = channelsOf(state.world, me.id);
    const channel = mine.find((one) => one.id === channelId) ?? mine[0];
    if (state.me?.id === me.id && state.channel?.id === channel.id) return;
    if (state.me?.id !== me.id) {
        unread.counts.clear();
        delivery.clear();
    }
    Object.assign(state, { me, channel });
    open();
}

function open() {
    const { world, me, channel } = state;
    const title = titleOf(world, channel, me);
    setLocale(me.locale);
    applyTexts(document);
    document.title = `${title} · ${world.team.name}`;
    $("channel-name").textContent = title;
    $("channel-note").textContent = noteOf(channel);
    drawEmpty();
    messages.clear();
    composer.open(addressOf(me.id, channel.id), title);
    drawer(false);
    drawSidebar();
    feed.open(me.id, channel.id);
}

function drawEmpty() {
    const [before, after] = t("emptyText").split("{command}");
    $("empty").replaceChildren(
        h("p", { class: "empty-art", "aria-hidden": "true" },
            h("span", {}, "🐱"), h("span", {}, "🎉"), h("span", {}, "🙏")),
        h("h2", {}, t("emptyTitle")),
        h("p", {}, before, h("code", {}, firstCommand), after),
        h("button", {
            type: "button", class: "action primary", onclick: () => composer.set(firstCommand),
        }, t("emptyTry")));
    $("empty").hidden = true;
}

// The channel list of a narrow window. Closed it is hidden, so its links are not in the tab order.
function drawer(opened) {
    $("app").classList.toggle("drawer-open", opened);
    $("menu").setAttribute("aria-expanded", String(opened));
    $("main").inert = opened;
    if (opened) $("sidebar").querySelector("[aria-current=page]")?.focus();
}

function step(by) {
    const mine = channelsOf(state.world, state.me.id);
    const here = mine.findIndex((one) => one.id === state.channel.id);
    const next = mine[(here + by + mine.length) % mine.length];
    location.hash = addressOf(state.me.id, next.id);
}

function dialog(title, body, buttons) {
    $("dialog-title").textContent = title;
    $("dialog-body").replaceChildren(body);
    $("dialog-buttons").replaceChildren(...buttons.map(([text, style, action]) =>
        h("button", {
            type: "button",
            class: `action ${style}`,
            onclick: () => {
                $("dialog").close();
                action?.();
            },
        }, text)));
    $("dialog").showModal();
}

function showHelp() {
    const keys = [
        ["/", "helpSlash"], ["Enter", "helpEnter"], ["Shift + Enter", "helpNewline"],
        ["↑ ↓ Tab", "helpComplete"], ["Alt + ↑ ↓", "helpChannels"], ["Esc", "helpEscape"],
        ["?", "helpHelp"],
    ];
    const rows = keys.flatMap(([key, text]) => [h("dt", {}, h("kbd", {}, key)), h("dd", {}, t(text))]);
    dialog(t("helpTitle"), h("dl", {}, rows), [[t("close"), "primary"]]);
}

function askReset() {
    dialog(t("resetTitle"), h("p", {}, t("resetText")), [
        [t("cancel"), ""],
        [t("resetGo"), "danger", () => quietly(api.reset)],
    ]);
}

async function quietly(call) {
    try {
        await call();
        delivery.clear();
    } catch {
        feed.miss();
    }
}

const typing = (target) => target.closest("input, textarea, select, [contenteditable]");

function keys(event) {
    if (isComposing(event) || $("dialog").open || event.ctrlKey || event.metaKey) return;
    const arrow = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (event.altKey && arrow) step(arrow);
    else if (event.key === "Escape" && $("app").classList.contains("drawer-open")) {
        drawer(false);
        $("menu").focus();
    } else if (event.key === "/" && !typing(event.target)) composer.startCommand();
    else if (event.key === "?" && !typing(event.target)) showHelp();
    else return;
    event.preventDefault();
}

function listen() {
    addEventListener("hashchange", route);
    addEventListener("keydown", keys);
    $("skip").addEventListener("click", (event) => {
        event.preventDefault();  // the address belongs to member and channel
        $("composer-text").focus();
    });
    $("lists").addEventListener("click", (event) => {
        if (event.target.closest("a")) drawer(false);
    });
    $("menu").addEventListener("click", () => drawer(true));
    $("shade").addEventListener("click", () => drawer(false));
    $("reload").addEventListener("click", () => quietly(() => api.reload(state.me.id)));
    $("reset").addEventListener("click", askReset);
    $("help").addEventListener("click", showHelp);
}

async function start() {
    setLocale(navigator.language);
    applyTexts(document);
    for (;;) {
        try {
            await loadWorld();
            break;
        } catch {
            banner(t("lost"));
            await new Promise((resolve) => setTimeout(resolve, 1000));
        }
    }
    listen();
    route();
    everyRound(async () => {
        await loadWorld();
        const others = channelsOf(state.world, state.me.id).filter((one) =>
            one.id !== state.channel.id);
        await unread.look(state.me.id, others.slice(0, mostLookedAt));
        drawSidebar();
    });
}

start();
