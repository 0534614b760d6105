// Puts the page together: state, routing by #MEMBER/CHANNEL, keys.

import * as api from "./api.js";
import { Composer, isComposing } from "./composer.js";
import { Delivery } from "./delivery.js";
import { everyRound, Feed, Unread } from "./feed.js";
import { MessageList } from "./messages.js";
import { askReset, showHelp } from "./panes/dialog.js";
import { drawEmpty } from "./panes/empty.js";
import { HomePane } from "./panes/home.js";
import { ModalPane } from "./panes/modal.js";
import { drawShortcuts, shortcutsOf } from "./panes/shortcuts.js";
import { Shell } from "./panes/shell.js";
import { roots, ThreadPane } from "./panes/thread.js";
import { addressOf, channelsOf, choicesOf, noteOf, Sidebar, titleOf } from "./sidebar.js";
import { applyTexts, setLocale, t } from "./texts.js";

const $ = (id) => document.getElementById(id);
const mostLookedAt = 30;  // other channels a round
const firstCommand = "/sticker search 고양이";
const state = { world: null, me: null, channel: null, view: null };

const nameOf = (id) => [...state.world.members, ...state.world.channels]
    .find((one) => one.id === id)?.name ?? id;

// What blocks need to know of the world (elements/element.js).
const context = () => ({ nameOf, choices: choicesOf(state.world, state.me) });

const shell = new Shell({
    app: $("app"), main: $("main"), menu: $("menu"), sidebar: $("sidebar"), shade: $("shade"),
    phone: $("phone"),
});
const dialogParts = { dialog: $("dialog"), title: $("dialog-title"), body: $("dialog-body"),
    buttons: $("dialog-buttons") };
const delivery = new Delivery($("delivery"));
const unread = new Unread();
const sidebar = new Sidebar({ lists: $("lists"), you: $("you"), teamName: $("team-name") },
    switchLanguage);
const composer = new Composer({
    form: $("composer"),
    box: $("composer-text"),
    error: $("composer-error"),
    suggest: {
        panel: $("suggest"), list: $("suggest-list"), usage: $("usage"), announcer: $("announcer"),
    },
}, send);
const listActions = {
    onPress: press,
    suggest: (message, element, text) =>
        api.type(state.me.id, { message: message.ts }, element.action_id, text),
    onThread: (message) => openThread(message.ts),
    shortcuts: () => shortcuts("message"),
    context,
};
const messages = new MessageList({
    list: $("messages"), scroller: $("scroll"), jump: $("jump"), announcer: $("announcer"),
    empty: $("empty"),
}, { ...listActions, onFocusLost: () => $("composer-text").focus() });
const thread = new ThreadPane({
    pane: $("thread"), note: $("thread-note"), close: $("thread-close"), list: $("thread-list"),
    scroller: $("thread-scroll"), jump: $("thread-jump"), empty: $("thread-empty"),
    announcer: $("thread-announcer"), form: $("thread-form"), box: $("thread-text"),
    error: $("thread-error"),
    suggest: {
        panel: $("thread-suggest"), list: $("thread-suggest-list"), usage: $("thread-usage"),
        announcer: $("thread-announcer"),
    },
}, {
    ...listActions,
    onSend: (text, root) => api.say(state.me.id, state.channel.id, text, root),
    onClosed: threadClosed,
});
const viewActions = {
    press: (view, element, value) => viewCall(() =>
        api.press(state.me.id, { view: view.id }, element.action_id, value)),
    suggest: (view, element, text) =>
        api.type(state.me.id, { view: view.id }, element.action_id, text),
};
const modal = new ModalPane($("modal"), {
    ...viewActions,
    submit: (view, values) => viewCall(() => api.submit(state.me.id, view.id, values)),
    close: (view) => viewCall(() => api.close(state.me.id, view.id)),
}, context);
const home = new HomePane({
    tabs: $("tabs"), home: $("home"), messages: [$("scroll"), $("dock")],
}, { ...viewActions, opened: () => viewCall(() => api.home(state.me.id)) }, context);
const feed = new Feed({
    onView: show,
    onLost: () => banner(t("lost")),
    onBack: () => loadWorld().catch(() => undefined),
});

async function viewCall(call) {
    try {
        await call();
    } catch {
        composer.fail(t("modalFailed"));
    }
}

const shortcuts = (kind) => shortcutsOf(state.world, kind,
    (one, message) => api.shortcut(state.me.id, one.callback_id, state.channel.id, message?.ts),
    () => composer.fail(t("shortcutFailed")));

function openThread(root) {
    thread.open(root, addressOf(state.me.id, state.channel.id));
    shell.thread(true);
    if (state.view) thread.update(state.view.messages, state.me);
}

function threadClosed(root) {
    shell.thread(false);
    const row = root && $("messages").querySelector(`[data-ts="${root}"]`);
    if (root) (row?.querySelector(".replies, .tools button") ?? $("composer-text")).focus();
}

async function switchLanguage(member) {
    await api.setLocale(member.id, member.locale.startsWith("ko") ? "en-US" : "ko-KR")
        .catch(() => feed.miss());
    await loadWorld().catch(() => undefined);
}

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

async function press(message, element, value) {
    const run = delivery.pressed();
    try {
        delivery.pressAcked(run,
            await api.press(state.me.id, { message: message.ts }, element.action_id, value));
    } catch {
        composer.fail(t("pressFailed"));
    }
}

function show(view) {
    state.view = view;
    if (view.user.locale !== state.me.locale) languageChanged(view.user);
    unread.read(state.me.id, state.channel.id, view.messages);
    delivery.arrived(messages.update(roots(view.messages), state.me), state.me);
    thread.update(view.messages, state.me);
    modal.update(view.modals ?? []);
    home.update(view.home ?? null);
    drawSidebar();
}

// The member's own language was changed: the page follows, everything stays where it is.
function languageChanged(me) {
    Object.assign(state, { me });
    speak();
    messages.clear();
    if (thread.root) thread.list.clear();
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

const address = () => location.hash.slice(1).split("/");
const knows = (channelId) => state.world.channels.some((one) => one.id === channelId);

// A conversation that began since the last round is looked up; an address that names nobody or
// nothing leads to the first member or channel.
async function route() {
    if (address()[1] && !knows(address()[1])) await loadWorld().catch(() => undefined);
    const [memberId, channelId] = address();
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

function speak() {
    const { world, me, channel } = state;
    const title = titleOf(world, channel, me);
    setLocale(me.locale);
    applyTexts(document);
    document.title = `${title} · ${world.team.name}`;
    $("channel-name").textContent = title;
    $("channel-note").textContent = noteOf(channel);
    composer.open(addressOf(me.id, channel.id), title);
    drawEmpty($("empty"), firstCommand, () => composer.set(firstCommand));
    $("empty").hidden = true;
    drawShortcuts($("shortcuts"), shortcuts("global"));
}

function open() {
    const { world, me, channel } = state;
    state.view = null;
    speak();
    thread.close(false);
    messages.clear();
    home.open(channel.type === "im" && channel.bot_member && world.home_tab);
    shell.drawer(false);
    drawSidebar();
    feed.open(me.id, channel.id);
}

function step(by) {
    const mine = channelsOf(state.world, state.me.id);
    const here = mine.findIndex((one) => one.id === state.channel.id);
    const next = mine[(here + by + mine.length) % mine.length];
    location.hash = addressOf(state.me.id, next.id);
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
    if (isComposing(event) || $("dialog").open || $("modal").open || event.ctrlKey || event.metaKey) return;
    const arrow = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (event.altKey && arrow) step(arrow);
    else if (event.key === "Escape" && shell.drawerOpen) {
        shell.drawer(false);
        $("menu").focus();
    } else if (event.key === "/" && !typing(event.target)) composer.startCommand();
    else if (event.key === "?" && !typing(event.target)) showHelp(dialogParts);
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
        if (event.target.closest("a")) shell.drawer(false);
    });
    $("reload").addEventListener("click", () => quietly(() => api.reload(state.me.id)));
    $("reset").addEventListener("click", () => askReset(dialogParts, () => quietly(api.reset)));
    $("help").addEventListener("click", () => showHelp(dialogParts));
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
