// What comes from the twin without being asked: the open channel by long poll, and now and then
// the world and the other channels (unread marks). Both heal by themselves when the twin returns.

import * as api from "./api.js";

const waitMs = 20000;
const firstRetryMs = 400;
const longestRetryMs = 4000;
const roundMs = 4000;
const busyGuardMs = 250;

function pause(ms, signal) {
    return new Promise((resolve) => {
        const timer = setTimeout(resolve, ms);
        signal?.addEventListener("abort", () => {
            clearTimeout(timer);
            resolve();
        }, { once: true });
    });
}

export class Feed {
    // onView(view), onLost(), onBack(): the twin went, the twin answers again.
    constructor({ onView, onLost, onBack }) {
        this.onView = onView;
        this.onLost = onLost;
        this.onBack = onBack;
        this.lost = false;
    }

    // Follows one channel as one member, until the next open().
    open(user, channel) {
        this.controller?.abort();
        this.controller = new AbortController();
        this.follow(user, channel, this.controller.signal);
    }

    async follow(user, channel, signal) {
        let since;
        let retryMs = firstRetryMs;
        while (!signal.aborted) {
            const began = performance.now();
            try {
                const view = await api.see(user, channel, { since, waitMs, signal });
                if (signal.aborted) return;
                retryMs = firstRetryMs;
                this.found();
                const news = view.seq !== since;
                since = view.seq;
                if (news) this.onView(view);
                else if (performance.now() - began < busyGuardMs) await pause(busyGuardMs, signal);
            } catch {
                if (signal.aborted) return;
                since = undefined;  // a twin that was started again counts from its own beginning
                this.miss();
                await pause(retryMs, signal);
                retryMs = Math.min(retryMs * 2, longestRetryMs);
            }
        }
    }

    miss() {
        if (!this.lost) this.onLost();
        this.lost = true;
    }

    found() {
        if (this.lost) this.onBack();
        this.lost = false;
    }
}

// Every few seconds, while the page is in sight: round() as given; a failure waits for the next.
export function everyRound(round) {
    const tick = async () => {
        if (!document.hidden) await round().catch(() => undefined);
        setTimeout(tick, roundMs);
    };
    setTimeout(tick, roundMs);
}

export class Unread {
    constructor() {
        this.seen = new Map();
        this.counts = new Map();
    }

    // What is on the screen counts as read.
    read(user, channel, messages) {
        this.seen.set(`${user}/${channel}`, Math.max(0, ...messages.map((m) => Number(m.ts))));
        this.counts.delete(channel);
    }

    // Counts what is newer than the last look; the first look at a channel marks all as read.
    async look(user, channels) {
        for (const channel of channels) {
            const { messages } = await api.see(user, channel.id);
            const key = `${user}/${channel.id}`;
            const last = this.seen.get(key);
            if (last === undefined) {
                this.read(user, channel.id, messages);
                continue;
            }
            const newer = messages.filter((m) => Number(m.ts) > last && m.by.id !== user).length;
            if (newer > 0) this.counts.set(channel.id, newer);
            else this.counts.delete(channel.id);
        }
    }
}
