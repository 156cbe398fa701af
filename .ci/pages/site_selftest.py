#!/usr/bin/env python3
"""Proves that a site is the same each time and refuses what is none, and that its check finds each fault.

    site_selftest.py AXE
"""

import pathlib
import re
import shutil
import sys
import tempfile

import selftest
import site_check
import website

INDEX = """# What is *it* for?

[The first](01-first.md#claim-it-holds), [a record](runs/one.json), [what lies outside](../outside.md).

| claim | verdict |
| --- | --- |
| one | supported |
"""
FIRST = """# The first $`g`$

The answer is $`\\frac{g}{\\lVert v \\rVert}`$, and a price of 5.

<a name="why"></a>

## Why so?

> [!NOTE]
> See [the way back](README.md) and [here](#why-so).

<a name="fig-dot"></a>
![A dot.](figures/dot.png)

**Figure 1.** A dot.

<a name="claim-it-holds"></a>

> **Claim** (somebody; law): It holds.
>
> **Verdict: mixed**, because it does and does not.
>
> - for it: a number: 1 (`> 0`)

<details>
<summary>More</summary>

<a name="inside"></a>

### Further inside

Text.

</details>
"""
DEEP = """# In a folder

[Up](../README.md), [across](../01-first.md#why), [a record](../runs/one.json).

![A dot.](../figures/dot.png)

## Down here

Text.
"""
# What is wrong → the kinds of findings, the file and how to break it.
FAULTS = {
    "a picture": ("image width", "01-first.html",
                  lambda text: text.replace('src="figures/dot.png"', 'src="figures/dott.png"')),
    "a link": ("link", "01-first.html",
               lambda text: text.replace('href="index.html">the way', 'href="indexx.html">the way')),
    "an anchor": ("link", "index.html", lambda text: text.replace("#claim-it-holds", "#claim-it-hold")),
    "a name that stands twice": ("anchor", "01-first.html", lambda text: text.replace("<p>Text.", '<p><b id="inside">Text.</b>')),
    "a formula": ("formula", "01-first.html", lambda text: text.replace("Text.", "The length $\\lVert v \\rVert$.")),
    "a long word": ("width", "01-first.html", lambda text: text.replace("Text.", "w" * 200)),
    "contrast": ("access", "01-first.html", lambda text: text.replace("<p>Text.", '<p style="color: #999">Text.')),
    "contrast in the dark": ("access", "01-first.html",
                             lambda text: text.replace("<p>Text.", '<p style="color: #333">Text.')),
    "a picture without words": ("access", "01-first.html", lambda text: text.replace('alt="A dot."', "")),
    "no language": ("access", "01-first.html", lambda text: text.replace(' lang="en"', "")),
    "no skip link": ("keyboard", "01-first.html", lambda text: re.sub('<a class="skip".*?</a>', "", text)),
    "focus that nothing shows": ("keyboard", "assets/site.css", lambda text: text + ":focus-visible { outline: none !important; }"),
    "a menu for mice": ("keyboard", "assets/site.js",
                        lambda text: text.replace('menu.addEventListener("click"', 'menu.addEventListener("dblclick"')),
    "a mode that is forgotten": ("keyboard", "assets/site.js", lambda text: text.replace("localStorage.setItem", "String")),
    "a heading that is not found": ("search", "assets/search.js", lambda text: text.replace("Further inside", "Elsewhere")),
    "a search that stays open": ("search", "assets/site.js",
                                 lambda text: text.replace("    close();\n  } else return;", "  } else return;")),
}
# Each is refused with a message that holds these words.
REFUSED = {
    "no folder": ("there is no such folder", lambda folder: shutil.rmtree(folder)),
    "no index": ("it has no README.md", lambda folder: (folder / "README.md").unlink()),
    "two homes": ("index.md: it becomes index.html, as README.md does",
                  lambda folder: (folder / "index.md").write_text("# Home\n")),
    "a notebook": ("this is a notebook", lambda folder: (folder / "notebook.yaml").touch()),
    "dead link": ("README.md:3: the link 01-first.md#claim-it-holds leads nowhere", lambda folder: (folder / "01-first.md").unlink()),
    "dead anchor": ("README.md:3: the link 01-first.html#claim-it-holds leads nowhere",
                    lambda folder: change(folder / "01-first.md", lambda text: text.replace("claim-it", "claim-other"))),
    "far picture": ("01-first.md:13: the picture https://example.org/dot.png is not a file",
                    lambda folder: change(folder / "01-first.md", lambda text: text.replace("figures/", "https://example.org/"))),
    "no record": ("README.md:3: the link runs/one.json leads nowhere", lambda folder: (folder / "runs/one.json").unlink()),
}


def change(path, how):
    before = path.read_text()
    after = how(before)
    if after == before:
        sys.exit(f"{path.name} has nothing to break there")
    path.write_text(after)


def write(folder):
    for name in ("figures", "runs", "more"):
        (folder / name).mkdir(parents=True)
    (folder.parent / "outside.md").write_text("Outside.\n")
    (folder / "README.md").write_text(INDEX)
    (folder / "01-first.md").write_text(FIRST)
    (folder / "more/02-deep.md").write_text(DEEP)
    (folder / "runs/one.json").write_text("{}\n")
    (folder / "figures/dot.png").write_bytes(selftest.PICTURE)
    return folder


def refusals(scratch):
    for name, (words, how) in REFUSED.items():
        folder = write(scratch / name / "report")
        how(folder)
        site = scratch / name / "site"
        message = refusal(folder, site)
        if words not in message or "\n" in message or site.exists():
            yield f"{name}: expected one line with \"{words}\", got \"{message}\""
    folder = write(scratch / "foreign" / "report")
    site = scratch / "foreign" / "site"
    (site / "figures").mkdir(parents=True)
    (site / "figures/dot.png").write_text("somebody's")
    message = refusal(folder, site)
    if "is not of a site that was made here" not in message or [path.name for path in site.rglob("*")] != ["figures", "dot.png"]:
        yield f"a foreign file: got \"{message}\""
    for name, manifest in {"leading out": '["../victim"]', "no list": "{}", "half": "["}.items():
        site = scratch / "manifests" / name / "site"
        site.mkdir(parents=True)
        (site / website.MANIFEST).write_text(manifest)
        (site.parent / "victim").write_text("somebody's")
        message = refusal(folder, site)
        if "this is no list of files" not in message or not (site.parent / "victim").exists():
            yield f"a list that is {name}: got \"{message}\""
    site = scratch / "blocked" / "site"
    site.mkdir(parents=True)
    (site / "figures").write_text("somebody's")
    message = refusal(folder, site)
    if "is not of a site that was made here" not in message or [path.name for path in site.rglob("*")] != ["figures"]:
        yield f"a file where a folder belongs: got \"{message}\""


def refusal(folder, site):
    try:
        website.write(website.Site(folder).made(), site)
    except SystemExit as error:
        return str(error)
    return "nothing"


def makings(scratch):
    """Whether a site is the same twice, and follows its report without touching what is not its own."""
    folder = write(scratch / "twice" / "report")
    site = scratch / "twice" / "site"
    files = website.Site(folder).made()
    if files != website.Site(folder).made():
        yield "two sites of one report differ"
    website.write(files, site)
    (site / "CNAME").write_text("example.org\n")
    (folder / "01-first.md").rename(folder / "02-second.md")
    for name in ("README.md", "more/02-deep.md"):
        change(folder / name, lambda text: text.replace("01-first", "02-second"))
    website.write(website.Site(folder).made(), site)
    names = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    expected = sorted([website.MANIFEST, "CNAME", "02-second.html", "more/02-deep.html", "index.html", "figures/dot.png", "runs/one.json",
                       "assets/search.js", *(f"assets/{name}" for name in website.ASSETS)])
    if names != expected:
        yield f"after a change the site holds {names}, not {expected}"


def main():
    axe = pathlib.Path(sys.argv[1]).read_text()
    wrong = []
    with tempfile.TemporaryDirectory(prefix="wnreport-selftest-") as name:
        scratch = pathlib.Path(name).resolve()
        wrong += [*refusals(scratch), *makings(scratch)]
        sound = scratch / "sound"
        website.write(website.Site(write(scratch / "sound-report" / "report")).made(), sound)
        found = site_check.findings(sound, axe)
        wrong += [f"sound: {page.name}: {kind}: {text}" for page, kind, text in found]
        for name, (kinds, file, how) in FAULTS.items():
            site = shutil.copytree(sound, scratch / "faults" / name)
            change(site / file, how)
            found = {kind for _, kind, _ in site_check.findings(site, axe)}
            if found != set(kinds.split()):
                wrong.append(f"{name}: expected {kinds}, found {' '.join(sorted(found))}")
    if wrong:
        sys.exit("\n".join(wrong))
    print(f"{len(FAULTS)} faults of a site are found and none on a sound one; {len(REFUSED) + 1} inputs are refused")


if __name__ == "__main__":
    main()
