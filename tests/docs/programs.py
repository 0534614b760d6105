"""The programs of this build, asked for what the pages say about them."""

import os
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAMS = pathlib.Path(os.environ.get("SSB_PROGRAMS", ROOT / "build/bin"))


def say(name, *arguments):
    """What `name arguments…` prints, with none of our settings in its environment."""
    bare = {n: v for n, v in os.environ.items() if n in ("PATH", "LANG", "LC_ALL", "TMPDIR")}
    done = subprocess.run([PROGRAMS / name, *arguments], capture_output=True, text=True,
                          encoding="utf-8", env=bare, stdin=subprocess.DEVNULL, timeout=20,
                          check=True)
    return done.stdout


def page(path):
    return (ROOT / path).read_text(encoding="utf-8")
