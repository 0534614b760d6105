// The twin's JSON calls. Every call rejects on a lost network or a status outside 2xx.

async function answer(response) {
    if (!response.ok) throw new Error(`twin answered ${response.status}`);
    return response.json();
}

async function post(path, body) {
    return answer(await fetch(path, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
    }));
}

export async function world(signal) {
    return answer(await fetch("/twin/world", { cache: "no-store", signal }));
}

// Without `since` the answer comes at once; with it as soon as there is something newer,
// or after waitMs with the same seq.
export async function see(user, channel, { since, waitMs, signal } = {}) {
    const query = new URLSearchParams({ user, channel });
    if (since !== undefined) {
        query.set("since", since);
        query.set("wait_ms", waitMs);
    }
    return answer(await fetch(`/twin/see?${query}`, { cache: "no-store", signal }));
}

export const say = (user, channel, text, thread) =>
    post("/twin/say", { user, channel, text, thread_ts: thread });
// where: { message: TS } or { view: ID }.
export const press = (user, where, actionId, value) =>
    post("/twin/press", { user, ...where, action_id: actionId, value });
export const type = (user, where, actionId, text) =>
    post("/twin/type", { user, ...where, action_id: actionId, text, whole: true });
export const submit = (user, view, values) => post("/twin/submit", { user, view, values });
export const close = (user, view) => post("/twin/close", { user, view });
export const shortcut = (user, callbackId, channel, message) =>
    post("/twin/shortcut", { user, callback_id: callbackId, channel, message_ts: message });
export const home = (user) => post("/twin/home", { user });
export const setLocale = (user, locale) => post("/twin/world", { locales: { [user]: locale } });
export const reload = (user) => post("/twin/reload", { user });
export const reset = () => post("/twin/reset", {});
