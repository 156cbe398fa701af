"""The pages of a report as pandoc reads them, each anchor on what it names and each picture with its caption."""

import json
import re

import markdown

NAME = re.compile(r'<a name="([^"]+)">')
# What a cell becomes, by the beginning of its anchor.
KINDS = {"fig-": "figure", "claim-": "claim"}
# What pandoc's formulas need to look as they are meant.
FORMULAS = [(re.compile(pattern), replacement) for pattern, replacement in [
    # The bars of a norm, which it writes as the sign of parallels, with its wide spaces.
    (r'(<mo [^>]*form="[a-z]+fix">)∥</mo>', r"\1‖</mo>"),
    # Parentheses round what is no higher than a line, which browsers draw too large and too far apart.
    (r'<mo stretchy="true" form="prefix">\(</mo>((?:(?!<mfrac|<mtable|<mo stretchy="true").)*)'
     r'<mo stretchy="true" form="postfix">\)</mo>',
     r'<mo stretchy="false" form="prefix">(</mo>\1<mo stretchy="false" form="postfix">)</mo>'),
    # A sign that subtracts nothing.
    (r"((?:<mo[^>]*>[=,(<>≤≥≈]</mo>)<mo)>−</mo>", r'\1 form="prefix">−</mo>'),
]]


class Chapter:
    """One page of a report; what a link, a picture and a heading become is for those to say who make something of it."""

    def __init__(self, path, extensions=""):
        self.path = path
        # Formulas stand between dollars, as GitHub writes them or as the rest of the world does.
        self.document = json.loads(markdown.run(
            "pandoc", "-f", f"gfm+tex_math_dollars{extensions}", "-t", "json", text=path.read_text()))
        self.changes = {"Link": self.link, "Image": self.image, "Math": formula, "CodeBlock": code}

    def html(self, *options):
        text = markdown.run(
            "pandoc", "-f", "json", "-t", "html5", "--mathml", "--wrap=none", *options,
            text=json.dumps(self.document))
        for pattern, replacement in FORMULAS:
            text = pattern.sub(replacement, text)
        return re.sub(r"<math.*?</math>", upright, text, flags=re.S)

    def identifier(self, anchor):
        return anchor

    def blocks(self, blocks):
        """Anchors join what they stand before; pictures join their captions."""
        result = []
        anchor = None
        for block in blocks:
            content = block.get("c")
            if block["t"] == "Para" and (names := self.names(content)):
                anchor = names[0]
                content = block["c"] = [part for part in content if part["t"] != "RawInline"]
                while content and content[0]["t"] == "SoftBreak":
                    content.pop(0)
                if not content:
                    continue
            is_picture = block["t"] == "Para" and [part["t"] for part in content] == ["Image"]
            is_caption = self.is_caption(block) and result and result[-1]["t"] == "Div" \
                and "figure" in result[-1]["c"][0][1]
            block = self.inside(block)
            if block["t"] == "Header":
                result.append(self.heading(block, anchor))
            elif anchor and block["t"] == "RawBlock":
                # The beginning of something, which no division can hold alone.
                result += [self.division(self.identifier(anchor), "", []), block]
            elif anchor or is_picture:
                kind = next((kind for prefix, kind in KINDS.items() if (anchor or "fig-").startswith(prefix)), "")
                result.append(self.division(anchor and self.identifier(anchor), kind, [block]))
            elif is_caption:
                result[-1]["c"][1].append(self.division(None, "caption", [block]))
            else:
                result.append(block)
            anchor = None
        return result

    @staticmethod
    def names(inlines):
        return [match[1] for part in inlines if part["t"] == "RawInline"
                if (match := NAME.match(part["c"][1]))]

    def division(self, identifier, kind, blocks):
        return {"t": "Div", "c": [[identifier or "", [kind] if kind else [], []], blocks]}

    @staticmethod
    def is_caption(block):
        if block["t"] != "Para":
            return False
        first = block["c"][0]
        return first["t"] == "Strong" and first["c"][0].get("c") == "Figure" \
            or first["t"] == "Emph" and len(block["c"]) == 1

    def inside(self, node):
        """A node with all that is in it changed."""
        if isinstance(node, list):
            return [self.inside(child) for child in node]
        if not isinstance(node, dict):
            return node
        if change := self.changes.get(node.get("t")):
            return change(node)
        return {key: self.inside(child) for key, child in node.items()}


def formula(node):
    """A formula of GitHub's, $`…`$, without what is in it for GitHub alone."""
    kind, tex = node["c"]
    return {"t": "Math", "c": [kind, re.sub(r"^`(.*)`$", r"\1", tex, flags=re.S)]}


def code(node):
    """A block of code, or the formula that GitHub makes of one."""
    (_, classes, _), text = node["c"]
    if classes != ["math"]:
        return node
    return {"t": "Para", "c": [{"t": "Math", "c": [{"t": "DisplayMath"}, text]}]}


def upright(formula):
    r"""A formula whose \mathbf is upright: newer versions of pandoc slant it."""
    if r"\mathbf" not in formula[0]:
        return formula[0]
    return re.sub(
        r'<mi mathvariant="bold-italic">([𝑨-𝒛])</mi>',
        lambda letter: f'<mi mathvariant="bold">{chr(ord(letter[1]) - ord("𝒗") + ord("𝐯"))}</mi>', formula[0])


def plain(inlines):
    """The words of a text."""
    return "".join(word(part) for part in inlines)


def word(part):
    kind, content = part["t"], part.get("c")
    if kind == "Str":
        return content
    if kind in ("Space", "SoftBreak", "LineBreak"):
        return " "
    if kind in ("Code", "Math"):
        return content[1]
    if kind in ("Link", "Span", "Image", "Quoted"):
        return plain(content[1])
    return "" if kind == "RawInline" else plain(content)
