extension LanguageSection {
  static let numbers = LanguageSection(
    "How numbers are printed", "The same on every machine, whatever its language.",
    [
      LanguageEntry(
        "a whole number", "needs no format, and its digits are not grouped",
        "{{ growth.spec.steps }}", gives: "3000"),
      LanguageEntry(
        "a flag", "is a word", "{{ claims.norm-growth.isFlipped }}", gives: "no"),
      LanguageEntry(
        "a minus", "is a true one, and none stands before a zero",
        "{{ growth.adam.normRatio | minus: growth.sgd.normRatio | fixed:2 }}", gives: "−0.31"),
      LanguageEntry(
        "a power of ten", "stands for `significant` below 10⁻⁴ and from 10⁶ on",
        "{{ growth.sgd.largestCosine | significant:2 }}", gives: "1.2·10⁻¹⁴"),
      LanguageEntry(
        "a bound", "is rounded again in its own direction",
        "{{ growth.adam.largestCosine | upper:3 | fixed:1 }}", gives: "0.4"),
    ])
}
