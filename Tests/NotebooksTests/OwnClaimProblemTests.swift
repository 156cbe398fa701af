import Testing

@testable import Notebooks

struct OwnClaimProblemTests {
  @Test func `a key that is misspelt is not missing as well`() {
    let file = ClaimSamples.file("{value: digits.reached, below: 9}")
      .replacing("pinned:", with: "pined:")
    #expect(
      ClaimSamples.problems(file) == "claims.yaml:7:5: unknown key `pined`; the nearest is `pinned`"
    )
  }

  /// The file has the rule on line 6, where its text begins in column 11.
  @Test(arguments: [
    (
      "{value: digits.los.final, below: 1}",
      "6:19: unknown name `digits.los.final`; the nearest is `digits.loss.final`"
    ),
    ("{value: digit.loss, below: 1}", "6:19: unknown experiment `digit`; the nearest is `digits`"),
    (
      "{value: claims.norm-growth.outcome, equal: supported}",
      "6:19: unknown experiment `claims`; known are growth, digits"
    ),
    ("{value: digits.loss, below: 1}", "6:19: `digits.loss` is a series, not one value"),
    ("{value: digits.seeds, below: 1}", "6:19: `digits.seeds` is a list, not one value"),
    (
      "{value: digits.plain, below: 1}",
      "6:19: `digits.plain` is a group, not a value; it holds `loss`"
    ),
    (
      "{value: loss, below: 1}",
      "6:19: `value` must be the full name of a recorded value, such as `growth.sgd.normRatio`"
    ),
    (
      "{value: digits.grows, below: 1}",
      "6:19: `digits.grows` is a flag, which `below` does not compare; `equal: true` or"
        + " `equal: false` does"
    ),
    (
      "{value: digits.word, at-least: 1}",
      "6:19: `digits.word` is a text, which `at-least` does not compare; `equal: WORD` does"
    ),
    (
      "{value: digits.grows, equal: slowly}",
      "6:40: `digits.grows` is a flag, and `equal` must be `true` or `false` here"
    ),
    (
      "{value: digits.reached, equal: slowly}",
      "6:42: `digits.reached` is an integer, and `equal` must be a whole number here"
    ),
    (
      "{value: digits.reached, equal: 0.5}",
      "6:42: `equal` takes a whole number, `true`, `false` or a word; a measured number is near"
        + " another one, `within: [a, b]`"
    ),
    ("{value: digits.word, equal: \"a`b\"}", "6:40: a backtick in a word that `equal` expects"),
    (
      "{value: digits.loss.final, below: digits.ratio}",
      "6:45: a bound is one number and `digits.ratio` is an interval; name its `.estimate`, `.low`"
        + " or `.high`"
    ),
    (
      "{value: digits.loss.final, below: digits.word}",
      "6:45: a bound is a number and `digits.word` is a text"
    ),
    (
      "{value: digits.loss.final, below: 1e999}",
      "6:45: `below` must be a number, or the full name of a recorded one"
    ),
    (
      "{value: digits.loss.final, below: nan}",
      "6:45: `below` must be a number, or the full name of a recorded one"
    ),
    (
      "{value: digits.loss.final, below: 0x10}",
      "6:45: `below` must be a number, or the full name of a recorded one"
    ),
    (
      "{value: digits.loss.final, within: [2, 1]}",
      "6:46: `within` goes from the smaller number to the greater one, not from 2.0 to 1.0"
    ),
    (
      "{value: digits.loss.final, within: [2, digits.ratio.low]}",
      "6:46: `within` goes from the smaller number to the greater one, not from 2.0 to 0.6"
    ),
    (
      "{value: digits.loss.final, within: [2]}", "6:46: `within` must be two numbers, `[a, b]`"
    ),
    (
      "{value: digits.loss.final}",
      "6:11: a comparison is missing: one of `below`, `above`, `at-least`, `at-most`, `within`,"
        + " `equal`"
    ),
    (
      "{value: digits.loss.final, below: 1, above: 0}",
      "6:11: `below` and `above` are two comparisons; write each as a rule of its own in"
        + " `all: […]` or `any: […]`"
    ),
    (
      "{value: digits.loss.final, belw: 1, above: 0}",
      "6:38: unknown key `belw`; the nearest is `below`"
    ),
    ("{below: 1}", "6:11: `value` is missing"),
    ("digits.loss.final < 1", "6:11: `rule` must be a mapping with keys such as `value`"),
    ("{all: []}", "6:17: `all` must be a list that is not empty"),
    (
      "{all: [{value: digits.reached, below: 1}], value: digits.reached}",
      "6:11: `all` and `value` exclude each other; a rule within a rule stands in its list"
    ),
  ])
  func `a rule that cannot decide is refused at its place`(rule: String, message: String) {
    #expect(ClaimSamples.problems(ClaimSamples.file(rule)) == "claims.yaml:" + message)
  }

  private static let good = ClaimSamples.file("{value: digits.reached, below: 1}")

  @Test(arguments: [
    (
      "kind: experiment", "kind: experimnt",
      "4:11: unknown word `experimnt`; the nearest is `experiment`"
    ),
    (
      "    kind: experiment\n", "", "3:5: `kind` is missing; it is one of identity, law, experiment"
    ),
    ("    statement: It helps.\n", "", "3:5: `statement` is missing"),
    (
      "statement: It helps.", "statement: |-\n      It\n      helps.",
      "4:7: `statement` must be one line, without tabs"
    ),
    ("source: paper", "source: lectur", "5:13: unknown name `lectur`; the nearest is `lecture`"),
    (
      "source: paper", "source: Goodfellow",
      "5:13: unknown name `Goodfellow`; known are answer, lecture, ours, paper, question, readers"
    ),
    (
      "pinned: supported", "pinned: mixed",
      "7:13: the rule never gives `mixed`; it gives supported if it holds, refuted if it fails and"
        + " inconclusive if it is open"
    ),
    (
      "    pinned: supported\n", "",
      "3:5: `pinned` is missing; it is one of supported, refuted, mixed, inconclusive"
    ),
    (
      "pinned: supported", "pinned: supported\n    fails: supported",
      "8:12: the verdict is supported whether the rule holds or fails, so that nothing is on trial;"
        + " let `holds` and `fails` differ"
    ),
    (
      "pinned: supported", "pinned: supported\n    because: {holds: It does.}",
      "8:22: a reason follows on “because” and gets its full stop there; leave it out"
    ),
    (
      "pinned: supported", "pinned: supported\n    because: {hold: it does}",
      "8:15: unknown key `hold`; the nearest is `holds`"
    ),
    (
      "wn-helps", "WN_helps",
      "2:3: `WN_helps`: the name of a claim is at most 60 small letters, digits and hyphens, the"
        + " first of them a letter"
    ),
    (
      "wn-helps", "norm-growth",
      "2:3: `norm-growth` is a claim of the program; give this one another name"
    ),
    (
      "claims:", "claim:",
      "1:1: unknown key `claim`; the nearest is `claims`"
    ),
  ])
  func `a mistake in a claim is told at its place`(part: String, other: String, message: String) {
    let file = Self.good.replacing(part, with: other, maxReplacements: 1)
    #expect(ClaimSamples.problems(file) == "claims.yaml:" + message)
  }

  @Test(arguments: [
    ("claims:\n", "1:8: `claims` must be a mapping"),
    ("- a\n", "1:1: `the file` must be a mapping with keys such as `claims`"),
    ("claims:\n  a: b\n", "2:6: `a` must be a mapping with keys such as `statement`"),
    (
      "claims: {a: &x b}\n",
      "1:13: `&` in front means something else in YAML; put the text in quotes, or after `>-`"
    ),
  ])
  func `a file that holds no claims is refused`(file: String, message: String) {
    #expect(ClaimSamples.problems(file) == "claims.yaml:" + message)
  }

  @Test func `a name that is given twice is refused`() {
    let claim = Self.good.split(separator: "\n").dropFirst().joined(separator: "\n")
    let file = Self.good + claim + "\n"
    #expect(
      ClaimSamples.problems(file)
        == "claims.yaml:2:3: not valid YAML: the key `wn-helps` is given twice")
  }

  @Test func `all mistakes of a file are told at once`() {
    let file = """
      claims:
        a:
          statement: It helps.
          kind: lore
          source: paper
          rule:
            all:
              - {value: digits.reached}
              - {value: reached, below: 1}
          pinned: maybe
        b:
          statement: It helps.

      """
    #expect(
      ClaimSamples.problems(file).split(separator: "\n").map { $0.prefix(19) } == [
        "claims.yaml:4:11: u", "claims.yaml:8:11: a", "claims.yaml:9:19: `",
        "claims.yaml:10:13: ", "claims.yaml:12:5: `", "claims.yaml:12:5: `",
        "claims.yaml:12:5: `", "claims.yaml:12:5: `",
      ])
  }

  @Test func `what is wrong with the values of all claims is told at once`() {
    let wrong = "{value: digits.reachd, below: 1}"
    let second = ClaimSamples.file(wrong).replacing("wn-helps", with: "two").dropFirst(
      "claims:\n".count)
    let lines = ClaimSamples.problems(ClaimSamples.file(wrong) + second).split(separator: "\n")
    #expect(
      lines
        == [6, 12].map {
          "claims.yaml:\($0):19: unknown name `digits.reachd`; the nearest is `digits.reached`"
        })
  }
}
