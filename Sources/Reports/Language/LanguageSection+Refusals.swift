extension LanguageSection {
  /// The mistakes that people make, and what is written instead.
  static let refusals = LanguageSection(
    "What is refused, and what to write instead",
    """
    Nothing is left out quietly: what cannot be filled ends with file, line, column and what to do, \
    all mistakes at once and before anything runs.
    """,
    [
      LanguageEntry(
        refused: "a number without a format", "so that no seven digits reach a page by accident",
        "{{ growth.sgd.normRatio }}",
        message: "a number needs a format: `significant:3` or another one",
        instead: "{{ growth.sgd.normRatio | fixed:2 }}"),
      LanguageEntry(
        refused: "a number typed by hand",
        "the next run may measure another one. Decimals, percentages, powers and factors are found, and not"
          + " whole numbers, most of which no run measured",
        "The norm grew by 2.5×.",
        message:
          "`2.5×` is typed by hand; write a value, `{{ … }}`. What no run measured (a setting,"
          + " a version, a section, money, a quotation) stands in a source block,"
          + " `{% source %}2.5×{% endsource %}`, or as code in backticks",
        instead: "The norm grew by {{ growth.sgd.normRatio | times:1 }}."),
      LanguageEntry(
        refused: "a misspelt name", "the nearest one is told",
        "{{ growth.sgd.nromRatio | fixed:2 }}",
        message: "unknown name `growth.sgd.nromRatio`; the nearest is `growth.sgd.normRatio`",
        instead: "{{ growth.sgd.normRatio | fixed:2 }}"),
      LanguageEntry(
        refused: "a filter with its argument in brackets", "a colon stands before it",
        "{{ growth.sgd.normRatio | fixed(2) }}",
        message: "expected the argument behind a colon: `fixed:2`, found `(`",
        instead: "{{ growth.sgd.normRatio | fixed:2 }}"),
      LanguageEntry(
        refused: "a series in a hole", "it is many values; a figure shows them",
        "{{ growth.sgd.norm }}",
        message:
          "`growth.sgd.norm` is a series; `growth.sgd.norm | at:3000` is one value of it, and a figure"
          + " plots it",
        instead: "{{ growth.sgd.normRatio | fixed:2 }}"),
      LanguageEntry(
        refused: "arithmetic with a bound", "nobody knows on which side the result lies",
        "{{ growth.heavy-ball.normRatio | upper:2 | over: growth.sgd.normRatio | fixed:1 }}",
        message: "`over` behind `upper` or `lower`: first calculate, then round",
        instead:
          "{{ growth.heavy-ball.normRatio | over: growth.sgd.normRatio | upper:2 | fixed:1 }}"
      ),
      LanguageEntry(
        refused: "a number as a condition", "nobody says which numbers are true",
        "{% if growth.adam.decreases %}at times{% endif %}",
        message: "a condition takes a flag or a comparison, not a number",
        instead: "{% if growth.adam.decreases > 0 %}at times{% endif %}"),
      LanguageEntry(
        refused: "a loop through one value", "and one through an empty list",
        "{% for step in growth.spec.steps %}({{ step }}){% endfor %}",
        message: "a loop takes a list, not an integer",
        instead: "{% for arm in growth.spec.arms %}({{ arm.name }}){% endfor %}"),
      LanguageEntry(
        refused: "a block that is not closed", "its end is nobody's guess",
        "{% if growth.sgd.decreases == 0 %}never",
        message: "`if` is not closed by `endif`",
        instead: "{% if growth.sgd.decreases == 0 %}never{% endif %}"),
      LanguageEntry(
        refused: "money", "a dollar sign begins a formula", "It costs $5.",
        message:
          "a dollar sign outside math; inline math is written $`…`$, an amount of money `\\$5`",
        instead: "It costs \\$5."),
      LanguageEntry(
        refused: "the sign | in a formula", "it would end a cell of a table", "the share $`a | b`$",
        message: "a pipe in math; write `\\lVert`, `\\lvert` or `\\mid`",
        instead: "the share $`a \\mid b`$"),
      LanguageEntry(
        refused: "a variable in brackets in a label", "brackets are for names", inFigure: true,
        #"points: [{each: k, in: [sgd], series: "growth.[k].norm", label: "[k]", style: adam}]"#,
        message:
          "`[k]` is for names; in a text the loop variable is a hole, `{{ k }}`, and brackets"
          + " are `{{ \"[k]\" }}`",
        instead:
          #"points: [{each: k, in: [sgd], series: "growth.[k].norm", label: "{{ k }}", style: adam}]"#
      ),
      LanguageEntry(
        refused: "a hole that begins a text of a cell", "YAML takes it for a mapping",
        inFigure: true,
        "title: {{ growth.seeds.count }} seeds",
        message: "`title` begins with a hole; put the text in quotes, or after `>-`",
        instead: "title: \"{{ growth.seeds.count }} seeds\""),
      LanguageEntry(
        refused: "a colon in a text of a cell", "YAML makes a key of what stands before it",
        inFigure: true,
        "title: growth: five rules",
        message:
          "`: ` within a text makes a key of what stands before it; put the text in quotes, or"
          + " after `>-`",
        instead: "title: \"growth: five rules\""),
      LanguageEntry(
        refused: "a misspelt key", "the nearest one is told", inFigure: true,
        "titel: five rules",
        message: "unknown key `titel`; the nearest is `title`",
        instead: "title: five rules"),
      LanguageEntry(
        refused: "two quantities on one axis", "unless its label names both", inFigure: true,
        "points: [{series: growth.adam.cosine, label: cosine, style: adam}]",
        message: "the series disagree on y (`‖v‖`, `cos(v, Δv)`); give `y.label`",
        instead: """
          y: {label: norm and cosine}
          points: [{series: growth.adam.cosine, label: cosine, style: adam}]
          """),
    ])
}
