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

export const say = (user, channel, text) => post("/twin/say", { user, channel, text });
export const press = (user, message, actionId, value) =>
    post("/twin/press", { user, message, action_id: actionId, value });
export const reload = (user) => post("/twin/reload", { user });
export const reset = () => post("/twin/reset", {});
