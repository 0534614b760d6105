#!/usr/bin/env python3
"""Holds the tree to tools/layers.txt: which room may include which, and who may open which door.

    check_layers.py [--root DIR] [--picture]

Reads every #include and says, one line each, what is not as declared; exit 1 if anything is.
--picture writes the graph into docs/architecture.md, between its two markers, instead of
checking that it is there as it should be.
"""
import argparse
import fnmatch
import pathlib
import re
import sys

CODE = {".hpp", ".cpp", ".h"}
COUNTED = CODE | {".py", ".sh", ".js", ".mjs", ".css", ".html", ".cmake"}
SKIPPED = {"node_modules", "__pycache__", "golden", "sources"}
MAX_LINES, MAX_FILES = 300, 16
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)
BEGIN, END = "<!-- layers: begin -->", "<!-- layers: end -->"


class Plan:
    """tools/layers.txt: rooms with their floor and arrows, doors, banned words."""

    def __init__(self, text):
        self.floor, self.arrows, self.doors, self.system, self.bans = {}, {}, [], (), []
        floor = None
        for number, line in enumerate(text.splitlines(), 1):
            line = re.sub(r"(^|\s)#\s.*|^#$", "", line).strip()
            if not line:
                continue
            word, rest = line.split(None, 1)
            if word == "floor":
                floor = int(rest)
            elif word == "room":
                name, _, targets = rest.partition(":")
                self.floor[name.strip()] = floor
                self.arrows[name.strip()] = targets.split()
            elif word == "door":
                names, _, globs = rest.partition(":")
                self.doors.append((tuple(names.split()), globs.split()))
            elif word == "system":
                self.system += tuple(rest.split())
            elif word == "ban":
                pattern, _, globs = rest.partition(" : ")
                self.bans.append((pattern.strip(), globs.split()))
            else:
                sys.exit(f"layers.txt:{number}: what is {word!r}?")
        self.by_length = sorted(self.floor, key=len, reverse=True)

    def room_of(self, path):
        return next((r for r in self.by_length if path == r or path.startswith(r + "/")), None)

    def own_faults(self):
        for room, targets in self.arrows.items():
            for target in targets:
                if target not in self.floor:
                    yield f"layers.txt: {room} names {target}, which is no room"
                elif self.floor[target] > self.floor[room]:
                    yield f"layers.txt: {room} -> {target} points up"
                elif room in self.reach(target):
                    yield f"layers.txt: {room} -> {target} closes a circle"

    def reach(self, room, seen=None):
        seen = set() if seen is None else seen
        for target in self.arrows.get(room, ()):
            if target not in seen:
                seen.add(target)
                self.reach(target, seen)
        return seen


def files(root):
    for top in ("libs", "proto", "services", "tools", "tests", "bench", "cmake", "deploy"):
        for path in sorted((root / top).rglob("*")):
            if path.is_file() and not SKIPPED.intersection(path.relative_to(root).parts):
                yield path.relative_to(root).as_posix(), path


def service(room):
    return room.split("/")[1] if room.startswith("services/") else None


def matches(path, globs):
    return any(fnmatch.fnmatch(path, glob) for glob in globs)


def include_faults(plan, path, text, used):
    room = plan.room_of(path)
    if room is None:
        yield f"{path}: lies in no room"
        return
    for mark, name in INCLUDE.findall(text):
        door = next((d for d in plan.doors if name.startswith(d[0])), None)
        target = plan.room_of(name)
        if door:
            if not matches(path, door[1]):
                yield f"{path}: <{name}> has its door elsewhere: {' '.join(door[1])}"
        elif mark == "<":
            if ("/" in name or "." in name) and not name.startswith(plan.system):
                yield f"{path}: <{name}> has no door in layers.txt"
        elif target is None:
            yield f"{path}: \"{name}\" is no path from the root to a room"
        elif target != room:
            used.add((room, target))
            if service(room) and service(target) and service(room) != service(target):
                yield f"{path}: includes {name}: services meet in proto, never in each other"
            elif target not in plan.arrows[room]:
                yield f"{path}: includes {name}: {room} -> {target} is not declared"


def size_faults(path, text, folders):
    if pathlib.PurePath(path).suffix in COUNTED or path.endswith("CMakeLists.txt"):
        folder = path.rpartition("/")[0]
        folders[folder] = folders.get(folder, 0) + 1
        lines = text.count("\n")
        if lines > MAX_LINES:
            yield f"{path}: {lines} lines, {MAX_LINES} at most"


def faults(root, plan):
    used, folders = set(), {}
    yield from plan.own_faults()
    for path, file in files(root):
        if not file.suffix and file.read_bytes()[:2] != b"#!":
            continue
        text = file.read_text(errors="replace") if file.suffix not in {".png", ".ico"} else ""
        yield from size_faults(path, text, folders)
        if file.suffix in CODE:
            yield from include_faults(plan, path, text, used)
            bare = re.sub(r"//[^\n]*", "", text)
            for pattern, globs in plan.bans:
                if re.search(pattern, bare) and not matches(path, globs):
                    yield f"{path}: {pattern} is not for here"
    for folder, count in folders.items():
        if count > MAX_FILES:
            yield f"{folder}: {count} files, {MAX_FILES} at most"
    for room, targets in plan.arrows.items():
        for target in targets:
            if (room, target) not in used:
                yield f"layers.txt: nobody uses {room} -> {target}"


def picture(plan):
    """The rooms by floor; an arrow that follows from others is left out."""
    key = {room: re.sub(r"\W", "_", room) for room in plan.floor}
    out = ["```mermaid", "flowchart TD"]
    for floor in sorted(set(plan.floor.values()), reverse=True):
        out.append(f'  subgraph floor{floor}["floor {floor}"]')
        out += [f'    {key[r]}["{r}"]' for r in plan.floor if plan.floor[r] == floor]
        out.append("  end")
    for room, targets in plan.arrows.items():
        implied = set().union(*(plan.reach(t) for t in targets)) if targets else set()
        out += [f"  {key[room]} --> {key[t]}" for t in targets if t not in implied]
    return "\n".join(out + ["```"])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--root", type=pathlib.Path, default=pathlib.Path(__file__).parents[1])
    parser.add_argument("--picture", action="store_true")
    args = parser.parse_args()
    plan = Plan((args.root / "tools/layers.txt").read_text())
    found = list(faults(args.root, plan))
    page = args.root / "docs/architecture.md"
    text = page.read_text() if page.exists() else ""
    if BEGIN in text:
        head, tail = text.split(BEGIN)[0], text.split(END)[1]
        drawn = f"{head}{BEGIN}\n{picture(plan)}\n{END}{tail}"
        if args.picture:
            page.write_text(drawn)
        elif drawn != text:
            found.append("docs/architecture.md: the picture is old: tools/check_layers.py --picture")
    elif args.picture:
        found.append("docs/architecture.md: has no markers to draw between")
    print(*found, sep="\n", end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
