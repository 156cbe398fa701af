package import Reports

/// The keys of a notebook's small files, each with its meaning: what `wnreport help notebooks` prints.
package enum NotebookLanguage {
  package static let chapter = LanguageChapter(
    "notebooks", "the small files of a notebook: itself, runs and claims of its own",
    [settings, table, claims])

  static let settings = LanguageSection(
    "notebook.yaml",
    "What a notebook says of itself. Only the title has to be given, and the file may be missing.",
    sample: """
      title: "Why v grows: a lecture on one page"
      output: report
      profile: default
      experiments: ['growth*']
      sources:
        lecture: this lecture
      """,
    [
      key("title", "what it is called, a line for people"),
      key("output", "where its report goes, from the notebook's folder; report unless given"),
      key("profile", "how much is run: default, quick, sample or full"),
      key("experiments", "run besides those that pages name, as patterns, to look at them"),
      key("sources", "who says what is claimed: the text in print, by the word that claims use"),
    ])

  static let table = LanguageSection(
    "runs/NAME.yaml",
    "What the columns of NAME.csv (commas) or NAME.tsv (tabs) are. Templates then read"
      + " NAME.GROUP.SERIES.final, .best, .bestStep, .below0_1.step and .reached, quartiles such as"
      + " .final.lowerQuartile, the series NAME.GROUP.SERIES, and"
      + " NAME.FIRST-over-SECOND.SERIES.ratio and .difference with intervals paired over seeds;"
      + " `wnreport show NAME FOLDER` lists all. Of a group, .seedCount are the runs that count, .diverged"
      + " those that are left out for a number that is not finite, .stepCount the steps at which a series"
      + " has a value, .droppedSteps those that not all runs have. Intervals are those of 95 %: the wider"
      + " one of Student's t and a bootstrap, of the differences by seed, or of logarithms for .ratio. An"
      + " empty cell means that nothing was recorded. A record"
      + " in JSON, NAME.json, needs no description (`wnreport help schema`).",
    sample: """
      title: A small network on handwritten digits
      columns: {group: run, seed: seed, step: step}
      groups: {wn: "weight norm 1e-3", plain: baseline}
      series:
        loss: {column: train loss, label: "training loss", unit: nats, better: lower}
      below: {loss: [1, 0.1]}
      above: {loss: [5]}
      compare:
        - {first: wn, second: plain, of: loss}
      steps: common
      diverged: leave-out
      """,
    [
      key("title", "what the runs are, in one line"),
      key("table", "the table, if it is called otherwise than this file"),
      key("columns", "the columns that tell rows apart: step, seed if several, group if several"),
      key("groups", "names for the texts in the group's column that templates cannot type"),
      key("series", "what was measured, by name: column, label, unit, better (lower or higher)"),
      key("below", "thresholds by series: the first step at which a seed is below each"),
      key("above", "the same above each"),
      key("compare", "two groups set against each other at the last step: first, second, of"),
      key(
        "steps",
        "equal: the runs of a group must have the same; common: those that all runs have count"),
      key("diverged", "refuse a number that is not finite, or leave-out: its run does not count"),
    ])

  static let claims = LanguageSection(
    "claims.yaml",
    "Statements on trial, by a name of small letters, digits and hyphens. Each has a box on some page,"
      + " a ```claim block. Compare two groups by their .ratio or .difference, whose intervals pair the"
      + " seeds; two medians compared say nothing of chance. Where seeds decide, the box says how often a hundred"
      + " studies repeat the verdict, each with as many seeds drawn from these with repetition. A verdict that is not the pinned one ends generate and check with status 1.",
    sample: """
      claims:
        wn-helps:
          statement: Weight normalization ends at a lower loss.
          kind: experiment
          source: lecture
          rule:
            all:
              - {value: digits.wn-over-plain.loss.ratio, below: 1, label: loss with over without}
              - {value: digits.wn.loss.final, at-most: digits.plain.loss.final}
          holds: supported
          fails: refuted
          open: inconclusive
          because: {holds: it ends lower in all, fails: it ends higher, open: seeds differ}
          pinned: supported
      """,
    [
      key("statement", "what is claimed, in one line"),
      key("kind", "identity (algebra), law (a theorem) or experiment (data decide)"),
      key("source", "who says it: a word of notebook.yaml's sources"),
      key("rule", "a comparison of a recorded value, or all or any of a list of rules"),
      key("value", "in a comparison: the full name of a recorded value"),
      key("below", "in a comparison: less than a number or another value; an interval as a whole"),
      key("above", "more than it"),
      key("at-least", "not less than it"),
      key("at-most", "not more than it"),
      key("within", "between two: [0.9, 1.1]"),
      key("equal", "a whole number, true, false or a word"),
      key("label", "in a comparison: what the box says of the number"),
      key("all", "a list of rules that all have to hold"),
      key("any", "a list of rules of which one has to hold"),
      key("holds", "the verdict if the rule holds; supported unless given"),
      key("fails", "the verdict if it fails; refuted unless given"),
      key("open", "the verdict if an interval is on both sides; inconclusive unless given"),
      key("because", "reasons that the box gives: for holds, fails and open"),
      key("pinned", "the verdict that was found when somebody last looked"),
    ])

  private static func key(_ word: String, _ explanation: String) -> LanguageEntry {
    LanguageEntry(key: word, explanation, "")
  }
}
