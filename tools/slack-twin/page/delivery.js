// The strip over the message box: what the last command took. Times are the browser's own, from
// Enter (or the press) to the moment the page had the answer; the ack is the twin's own figure.

import { h, icon } from "./dom.js";
import { t } from "./texts.js";

const roundMs = (ms) => (ms < 10 ? Math.round(ms * 10) / 10 : Math.round(ms));

export class Delivery {
    constructor(element) {
        this.element = element;
        this.run = null;
    }

    clear() {
        this.run = null;
        this.draw();
    }

    // A command was typed. Returns the run, to which its answers belong.
    begin(text) {
        this.run = { text, at: performance.now(), steps: [] };
        this.draw();
        return this.run;
    }

    // acked is null where nothing was sent that could be acked: no such command.
    acked(run, answer) {
        if (answer.acked) run.steps.unshift({ key: "stepAcked", ms: answer.ack_ms });
        else if (answer.acked === false) run.steps.unshift({ key: "stepUnacked", bad: true });
        else if (run === this.run) this.run = null;
        this.draw();
    }

    pressed() {
        if (this.run) this.run.pressedAt = performance.now();
        return this.run;
    }

    // Only a press that nobody acked is told; else the post's time says enough.
    pressAcked(run, answer) {
        if (!run || answer.acked !== false) return;
        run.steps.push({ key: "stepUnacked", bad: true });
        this.draw();
    }

    // fresh: messages that just arrived in the open channel.
    arrived(fresh, me) {
        const run = this.run;
        if (!run) return;
        const byApp = fresh.filter(({ by }) => by.app && by.id !== "USLACKBOT");
        const answer = byApp.find(({ to }) => to === me.id);
        const pictures = answer?.blocks?.some(({ type }) => type === "image");
        if (answer && !run.answered) this.step(pictures ? "stepPreviews" : "stepAnswer", run.at);
        run.answered ||= Boolean(answer);
        if (!run.pressedAt || run.posted || !byApp.some(({ to }) => to === "all")) return;
        run.posted = true;
        this.step("stepPosted", run.pressedAt);
    }

    step(key, since) {
        this.run.steps.push({ key, ms: performance.now() - since });
        this.draw();
    }

    draw() {
        const run = this.run;
        this.element.hidden = !run;
        if (!run) return;
        const steps = run.steps.length ? run.steps : [{ key: "stepSending" }];
        this.element.replaceChildren(
            icon("bolt"),
            h("code", { class: "delivery-command" }, run.text),
            h("ol", {}, steps.map((step) => h("li", { class: step.bad ? "bad" : null },
                t(step.key),
                Number.isFinite(step.ms) ? h("b", {}, t("after", { ms: roundMs(step.ms) })) : null))));
    }
}
