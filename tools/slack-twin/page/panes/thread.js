// A thread beside its channel: the first message, the replies, a box of its own.

import { Composer } from "../composer.js";
import { MessageList } from "../messages.js";
import { t } from "../texts.js";

export const isReply = (message) => Boolean(message.thread_ts) && message.thread_ts !== message.ts;

// The channel's own messages, each with the number of its replies.
export function roots(messages) {
    return messages.filter((message) => !isReply(message)).map((message) => ({
        ...message,
        replies: messages.filter((one) => isReply(one) && one.thread_ts === message.ts).length,
    }));
}

export class ThreadPane {
    // parts: { pane, note, close, list, scroller, jump, empty, announcer, form, box, error,
    // suggest }; onSend(text, root) → Promise; onClosed(root or null); listActions: of MessageList.
    constructor(parts, { onSend, onClosed, ...listActions }) {
        this.parts = parts;
        this.onClosed = onClosed;
        this.root = null;
        this.list = new MessageList(parts, { ...listActions, inThread: true,
            onFocusLost: () => parts.box.focus() });
        this.composer = new Composer(parts, (text) => onSend(text, this.root));
        parts.close.addEventListener("click", () => this.close(true));
        parts.pane.addEventListener("keydown", (event) => {
            if (event.key !== "Escape" || event.defaultPrevented) return;
            event.preventDefault();
            this.close(true);
        });
    }

    open(root, place) {
        this.root = root;
        this.parts.pane.hidden = false;
        this.list.clear();
        this.composer.open(`${place}/${root}`, t("thread"));
        this.parts.box.placeholder = t("threadPlaceholder");
        this.parts.box.focus();
    }

    // refocus: the member closed it, and goes back to where it was opened.
    close(refocus) {
        if (!this.root) return;
        const { root } = this;
        this.root = null;
        this.parts.pane.hidden = true;
        this.onClosed(refocus ? root : null);
    }

    update(messages, me) {
        if (!this.root) return;
        const first = messages.find((message) => message.ts === this.root);
        if (!first) {
            this.close(true);
            return;
        }
        this.parts.note.textContent = t("threadLabel", { name: first.by.name });
        this.list.update(messages.filter((one) => one === first ||
            (isReply(one) && one.thread_ts === this.root)), me);
    }
}
