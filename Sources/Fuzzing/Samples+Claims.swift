/// Claims of a notebook.
extension Samples {
  static let notebookFile = """
    # What it is called.
    title: Growth in one page
    output: ../out
    profile: quick
    sources:
      lecture: the lecture
      paper: Salimans and Kingma

    """

  static let claimFiles = [
    """
    claims:
      # The only number that matters.
      norm-shrinks:
        statement: The norm of v shrinks a hundredfold.
        kind: experiment
        source: lecture
        rule: {value: growth.sgd.normRatio, below: 0.02, label: "final over first"}
        pinned: supported

    """,
    """
    claims:
      effect:
        statement: The effect is above one, and below | `two`.
        kind: law
        source: paper
        rule:
          all:
            - {value: growth.adam.effect, above: 1}
            - any:
                - {value: growth.adam.effect, at-most: 2}
                - {value: growth.sgd.decreases, equal: -3}
                - {value: growth.sgd.grows, equal: true}
        holds: supported
        fails: mixed
        open: inconclusive
        because: {holds: "it is, everywhere", fails: it is not, open: the interval is wide}
        pinned: inconclusive
      words:
        statement: It grows slowly.
        kind: identity
        source: ours
        rule:
          any:
            - {value: growth.sgd.word, equal: slowly}
            - {value: growth.share, within: [growth.sgd.normRatio, growth.adam.effect.high]}
            - {value: growth.tiny, below: growth.spec.rate}
            - {value: growth.seeds.count, at-least: 3}
            - {value: anatomy.k2.cosine, above: growth.least}
        holds: refuted
        fails: supported
        pinned: refuted

    """,
  ]

  /// What the grammar of claims is made of.
  static let claimPieces = [
    "claims:\n", "  a:\n", "    statement: ", "    kind: law\n", "    source: ours\n", "    rule: ",
    "{value: growth.share, below: 1}", "all: [", "any:\n", "      - ", "]", "}", "{", "value: ",
    "below: ", "above: ", "at-least: ", "at-most: ", "within: [0, 1]", "equal: ", "label: ",
    "holds: ", "fails: ", "open: ", "because: {", "pinned: supported\n", "growth.share",
    "growth.adam.effect", "growth.adam.effect.low", "growth.sgd.norm", "growth.sgd", "growth.seeds",
    "growth.spec.nothing", "growth.spec.rates", "growth", "claims.a.outcome", "report.profile",
    "anatomy.k2.cosine", "0", "1", "-1e308", "1e-400", "true", "no", "supported", "refuted",
    "mixed",
    "inconclusive", "|-\n", ">-\n", "# ", " #", ": ", "&a ", "*a", "!!int ", "---\n", "? ", "~",
    "\n", "  ", "\"", "'", "`", "|", "[", ", ", "<b>", "**", "‖", "\"\\n\"", "\"\\u202E\"",
  ]
}
