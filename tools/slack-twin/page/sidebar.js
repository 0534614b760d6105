// The left column: channels, direct messages, the switch between members, the bot's connection.
// Entries are links to #MEMBER/CHANNEL, so the browser's own Back works.

import { avatar, h, icon } from "./dom.js";
import { languageOf, t } from "./texts.js";

export const addressOf = (member, channel) => `#${member}/${channel}`;

// What the member can open: public channels, and the others they are in.
export function channelsOf(world, member) {
    return world.channels.filter((channel) =>
        channel.type === "public" || (channel.members ?? []).includes(member));
}

// The other side of a direct message: a member of the world, else the app.
function partner(world, channel, me) {
    const id = (channel.members ?? []).find((member) => member !== me.id);
    const member = world.members.find((one) => one.id === id);
    return member ?? { id: id ?? channel.id, name: channel.name || "Sticker", app: true };
}

export function titleOf(world, channel, me) {
    return channel.type === "im" ? partner(world, channel, me).name : `#${channel.name}`;
}

// What selects of members, conversations and channels offer a member.
export function choicesOf(world, me) {
    const mine = channelsOf(world, me.id);
    const named = (all) => all.map((one) => ({ id: one.id, name: titleOf(world, one, me) }));
    return {
        members: world.members,
        conversations: named(mine),
        channels: named(mine.filter((one) => one.type !== "im")),
    };
}

export function noteOf(channel) {
    const type = { public: "typePublic", private: "typePrivate", im: "typeIm" }[channel.type];
    if (channel.type === "im") return t(type);
    const members = t("memberCount", { count: (channel.members ?? []).length });
    return [t(type), members, t(channel.bot_member ? "botMember" : "botAbsent")].join(" · ");
}

export class Sidebar {
    // onLanguage(member): the switch beside the members was used.
    constructor(parts, onLanguage) {
        this.parts = parts;
        this.onLanguage = onLanguage;
        this.drawn = "";
    }

    // unread: Map channel id → count.
    draw({ world, me, channel, unread }) {
        const signature = JSON.stringify([world, me, channel.id, [...unread]]);
        if (signature === this.drawn) return;
        this.drawn = signature;
        const { lists, you, teamName } = this.parts;
        const part = [lists, you].find((one) => one.contains(document.activeElement));
        const focused = document.activeElement?.getAttribute?.("href");
        const switching = document.activeElement?.id === "language";
        const mine = channelsOf(world, me.id);
        const entry = (one) => this.entry(world, one, me, channel, unread.get(one.id) ?? 0);
        teamName.textContent = world.team.name;
        lists.replaceChildren(
            list("channels", mine.filter((one) => one.type !== "im").map(entry)),
            list("directs", mine.filter((one) => one.type === "im").map(entry)));
        you.replaceChildren(this.members(world, me, channel), this.language(me), connection(world));
        if (switching) you.querySelector("#language").focus();
        else if (part) this.focus(part, focused);
    }

    // Redrawing took the focused link away: its successor gets the focus.
    focus(part, address) {
        const links = [...part.querySelectorAll("a")];
        const same = links.find((link) => link.getAttribute("href") === address);
        (same ?? part.querySelector("a[aria-current]"))?.focus();
    }

    language(me) {
        return h("button", {
            type: "button", id: "language", class: "language", onclick: () => this.onLanguage(me),
        }, t("switchLanguage"));
    }

    entry(world, one, me, channel, count) {
        const direct = one.type === "im";
        const here = one.id === channel.id;
        const other = direct ? partner(world, one, me) : null;
        const mark = direct ? avatar(other) : icon(one.type === "private" ? "lock" : "hash");
        return h("li", {}, h("a", {
            class: `entry${count ? " unread" : ""}`,
            href: addressOf(me.id, one.id),
            "aria-current": here ? "page" : null,
        },
        mark,
        h("span", { class: "entry-name" }, direct ? other.name : one.name),
        other?.app ? h("span", { class: "badge" }, t("app")) : null,
        count ? h("span", { class: "count" }, h("span", { "aria-hidden": "true" }, count),
            h("span", { class: "sr" }, t("unread", { count }))) : null));
    }

    // The channel is kept when the other member is in it too.
    members(world, me, channel) {
        const links = world.members.slice(0, 6).map((member) => {
            const shared = channelsOf(world, member.id);
            const target = shared.some((one) => one.id === channel.id) ? channel : shared[0];
            const here = member.id === me.id;
            const words = [languageOf(member.locale), member.admin ? t("admin") : ""].filter(Boolean);
            return h("li", {}, h("a", {
                class: "member",
                href: addressOf(member.id, target?.id ?? ""),
                "aria-current": here ? "true" : null,
            },
            avatar(member),
            h("span", { class: "member-words" },
                h("span", { class: "member-name" }, member.name,
                    here ? h("span", { class: "member-you" }, ` (${t("you")})`) : null),
                h("span", { class: "member-note" }, words.join(" · ")))));
        });
        return h("nav", { "aria-label": t("viewAs") },
            h("p", { class: "list-title" }, t("viewAs")), h("ul", {}, links));
    }
}

function list(key, entries) {
    if (entries.length === 0) return "";
    return h("nav", { "aria-label": t(key) },
        h("p", { class: "list-title" }, t(key)), h("ul", {}, entries));
}

// In HTTP mode there are no sockets to count.
function connection(world) {
    const open = world.socket_mode ? world.connections > 0 : true;
    const text = world.socket_mode
        ? `${t("socketMode")} · ${t("socketsOpen", { count: world.connections ?? 0 })}` : t("httpMode");
    return h("p", { class: `connection${open ? "" : " away"}` }, text);
}
