"""Markdown as its readers see it: GitHub's way through cmark-gfm, the rest of the world's through pandoc."""

import html
import itertools
import json
import re
import subprocess

GITHUB_MATH = re.compile(
    r'<pre><code class="language-math">(?P<display>.*?)</code></pre>|\$<code>(?P<inline>.*?)</code>\$', re.S)


def run(*command, text=""):
    result = subprocess.run(command, input=text, capture_output=True, text=True)
    if result.returncode != 0:
        raise SystemExit(f"{command[0]} ended with status {result.returncode}: {result.stderr.strip()}")
    return result.stdout


def mathml(formulas):
    """One piece of HTML per (TeX, is it displayed): MathML, or the TeX itself where pandoc cannot read it."""
    if not formulas:
        return []
    document = json.loads(run("pandoc", "-f", "gfm", "-t", "json"))
    document["blocks"] = [
        {"t": "Plain", "c": [{"t": "Math", "c": [{"t": "DisplayMath" if displayed else "InlineMath"}, tex]},
                             {"t": "RawInline", "c": ["html", "<!-- next -->"]}]}
        for tex, displayed in formulas]
    pieces = run("pandoc", "-f", "json", "-t", "html", "--mathml", "--wrap=none", text=json.dumps(document))
    return [piece.strip() for piece in pieces.split("<!-- next -->")[:-1]]


def github(text):
    """HTML as GitHub makes it of `$`…`$` and of math blocks, with MathML in the place of MathJax."""
    body = run("cmark-gfm", "--unsafe", "-e", "table", "-e", "strikethrough", "-e", "autolink", "-e", "tagfilter",
               text=text)
    found = list(GITHUB_MATH.finditer(body))
    rendered = iter(mathml([
        (html.unescape(match["display"] or match["inline"]).strip(), match["display"] is not None)
        for match in found]))

    def replacement(match):
        return f"<p>{next(rendered)}</p>" if match["display"] is not None else next(rendered)

    return named(GITHUB_MATH.sub(replacement, body))


def named(body):
    """HTML whose headings have the names that GitHub gives them, where no anchor has them already."""
    names = set(re.findall(r'<a name="([^"]+)"', body))

    def replacement(match):
        words = html.unescape(re.sub("<[^>]*>", "", match["words"])).lower()
        slug = re.sub(r"[^\w\- ]", "", words).replace(" ", "-")
        candidates = itertools.chain([slug], (f"{slug}-{number}" for number in itertools.count(1)))
        name = next(name for name in candidates if name not in names)
        names.add(name)
        return f'<h{match["level"]} id="{html.escape(name)}">{match["words"]}</h{match["level"]}>'

    return re.sub(r"<h(?P<level>[1-6])>(?P<words>.*?)</h\d>", replacement, body)


def pandoc(text):
    """HTML as pandoc makes it of `$…$` and `$$…$$`."""
    return run("pandoc", "-f", "gfm-gfm_auto_identifiers+tex_math_dollars", "-t", "html", "--mathml", "--wrap=none", text=text)
