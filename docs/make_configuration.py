#!/usr/bin/env python3
"""Makes docs/configuration.md out of what the programs say of themselves.

    make_configuration.py [--print]

Asks each program in build/bin (SSB_PROGRAMS names another folder), ./run and ./test for --help.
--print writes the page to standard output in place of the file; `ctest -R docs_configuration`
holds the two equal. Run it after a change of a setting, a flag or a command.
"""
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
PROGRAMS = pathlib.Path(os.environ.get("SSB_PROGRAMS", ROOT / "build/bin"))
PAGE = ROOT / "docs/configuration.md"
SERVICES = ("sticker-gateway", "sticker-worker", "sticker-poster")
NAMES = (*SERVICES, "stickerctl", "slack-twin", "sticker-broker")
SHORT = {"sticker-gateway": "gateway", "sticker-worker": "worker", "sticker-poster": "poster"}
COMMON = ("-h,--help", "--version", "--check")

SETTING = re.compile(r"^  ([A-Z][A-Z0-9_]+)  (.+?)(?:  \[(.*)\])?\n      (.+)$", re.M)
ENTRY = re.compile(r"^  (\S.*?)(?:\s{2,})(\S.*)$")

HEAD = """# Settings, commands, exit codes

Made from the programs' `--help` by `docs/make_configuration.py`; a test holds the two equal
(`ctest -R docs_configuration`). Do not edit it by hand.

The services read environment variables and nothing else. A *secret* may also stand in a file: its
name with `_FILE` behind it holds the path. `PROGRAM --check` reads the settings, says all that is wrong
with them at once, one line each on standard error (`NAME: what is wrong · what it should look like ·
where to get it`), and never prints a secret. A name that looks like ours and is not known is a warning
with the nearest known name. `./run` reads the same names from `.env`.
"""


def helped(program, *command):
    """The --help of a program, with its address in this checkout made general."""
    bare = {n: v for n, v in os.environ.items() if n in ("PATH", "LANG", "LC_ALL", "TMPDIR")}
    done = subprocess.run([program, *command, "--help"], capture_output=True, text=True, cwd=ROOT,
                          encoding="utf-8", env=bare, stdin=subprocess.DEVNULL, timeout=20,
                          check=True)
    return re.sub(r"\[/\S*/packs\]", "[the shipped packs/]", done.stdout)


def cell(text):
    return text.replace("|", "\\|")


def code(text):
    return f"`{cell(text)}`"


def table(columns, rows):
    lines = ["| " + " | ".join(columns) + " |", "|" + "---|" * len(columns)]
    return lines + ["| " + " | ".join(row) + " |" for row in rows]


def settings(helps):
    """Name -> (type, {program: default}, meaning), in the order the programs tell them."""
    found = {}
    for name, text in helps.items():
        for setting, kind, default, meaning in SETTING.findall(text):
            kind = re.sub(r" \(or \S+_FILE=/path\)", "", kind)
            known = found.setdefault(setting, (kind, {}, meaning))
            known[1][name] = default
    return found


def settings_table(helps):
    rows = []
    for name, (kind, defaults, meaning) in sorted(settings(helps).items()):
        values = set(defaults.values())
        if len(values) == 1:
            default = code(values.pop()) if values != {""} else ""
        else:
            default = ", ".join(f"{code(value)} {SHORT.get(program, program)}"
                                for program, value in defaults.items())
        users = ", ".join(SHORT.get(program, program) for program in defaults)
        rows.append((code(name), cell(kind), default, users, cell(meaning)))
    return table(("name", "type", "default", "read by", "what it is"), rows)


def section(text, title):
    """The entries under a title of --help, [(what, meaning)]. Titles in capitals, names set apart
    (`-h,     --help`), a first blank line and wrapped meanings are newer CLI11's way."""
    _, _, rest = re.sub(f"(?i)\\n{title}:\\s*\\n", "\0", text, count=1).partition("\0")
    rest = re.sub(r"(?m)^(  -\w,) +(?=-)", r"\1", rest)
    lines = re.sub(r"\n {12,}(?=\S)", " ", rest.split("\n\n")[0]).splitlines()
    return [found.groups() for found in map(ENTRY.match, lines) if found]


def flags(text):
    return [(what, meaning) for what, meaning in section(text, "Options") if what not in COMMON]


def flag_lines(text):
    rows = [(code(what), cell(meaning)) for what, meaning in flags(text)]
    return ["", *table(("flag", "what it does"), rows)] if rows else []


def programs_part(helps):
    common = [(code(what), cell(meaning))
              for what, meaning in section(helps["stickerctl"], "Options")]
    lines = ["## Programs", "In `build/bin`. Each of them takes", "",
             *table(("flag", "what it does"), common)]
    for name, text in helps.items():
        if name != "stickerctl":
            lines += ["", f"**{name}**: {text.splitlines()[0].rstrip('.')}.", *flag_lines(text)]
    return lines


def commands_part(helps):
    lines = ["## stickerctl", helps["stickerctl"].splitlines()[0]]
    for command, meaning in section(helps["stickerctl"], "Subcommands"):
        text = helped(PROGRAMS / "stickerctl", command)
        rest = "".join(f" {what}" for what in re.findall(r"^  rest \[(.+?)\]", text, re.M))
        more = f" `[{cell(rest.strip())}]`" if rest else ""
        lines += ["", f"### stickerctl {command}{more}", meaning + ".", *flag_lines(text)]
    return lines


def exits(text):
    return re.findall(r"Exit: ([^.]+)\.", text)


def exit_part(helps, scripts):
    rows = [(code(f"{SHORT.get(n, n)} --check" if n in SHORT else n), cell(said)) for n, said in
            [("stickerctl", exits(helps["stickerctl"])[0]),
             *((name, said) for name, text in scripts.items() for said in exits(text))]]
    checked = dict(section(helps["sticker-gateway"], "Options"))["--check"]
    rows.insert(0, ("every program, `--check`", cell(checked)))
    return ["## Exit codes", *table(("who", "exit"), rows)]


def scripts_part(scripts):
    lines = ["## ./run and ./test"]
    for text in scripts.values():
        lines += ["```", text.strip("\n"), "```"]
    return lines


def page():
    helps = {name: helped(PROGRAMS / name) for name in NAMES}
    scripts = {"./run": helped("./run"), "./test": helped("./test")}
    parts = [["## Settings", *settings_table(helps)], programs_part(helps), commands_part(helps),
             scripts_part(scripts), exit_part(helps, scripts)]
    return HEAD + "".join("\n" + "\n".join(lines) + "\n" for lines in parts)


def main(arguments):
    if arguments not in ([], ["--print"]):
        sys.exit(__doc__)
    if arguments:
        sys.stdout.write(page())
    else:
        PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
