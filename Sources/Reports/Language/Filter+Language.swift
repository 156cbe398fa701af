extension Filter {
  /// What filters make of a value.
  enum Family: CaseIterable {
    case formats
    case series
    case arithmetic
    case text
  }

  var family: Family {
    switch self {
    case .fixed, .significant, .scientific, .percent, .times, .interval, .integer, .plain:
      .formats
    case .at: .series
    case .abs, .over, .minus, .power2, .upper, .lower: .arithmetic
    case .signed, .unit, .join: .text
    }
  }

  /// What the reference says of it.
  var entry: LanguageEntry {
    switch self {
    case .fixed:
      entry(
        "fixed:N", "N digits after the point", "{{ growth.sgd.normRatio | fixed:2 }}",
        gives: "2.53")
    case .significant:
      entry(
        "significant:N", "N digits from the first that is not zero",
        "{{ growth.adam-slow.pythagoras | significant:2 }}", gives: "0.0084")
    case .scientific:
      entry(
        "scientific:N", "a power of ten, with N digits after the point",
        "{{ growth.sgd.largestCosine | scientific:1 }}", gives: "1.2·10⁻¹⁴")
    case .percent:
      entry(
        "percent:N", "a share as a percentage, with N digits after the point",
        "{{ growth.adam-slow.decreases | percent:1 }}", gives: "14.7 %")
    case .times:
      entry(
        "times:N", "a factor, with N digits after the point",
        "{{ growth.heavy-ball.normRatio | times:1 }}", gives: "8.4×")
    case .interval:
      entry(
        "interval:N", "an estimate with its interval, N digits after each point",
        "{{ rate-allocation.wn-ddi-over-std-ddi.effect | interval:2 }}",
        gives: "0.30 [0.17, 0.42]")
    case .integer:
      entry(
        "integer", "the nearest whole number", "{{ growth.heavy-ball.normRatio | integer }}",
        gives: "8")
    case .plain:
      entry(
        "plain", "the number as it is, where six digits are enough",
        "{{ growth.spec.noise | plain }}", gives: "0.5")
    default: laterEntry
    }
  }

  private var laterEntry: LanguageEntry {
    switch self {
    case .at:
      entry(
        "at:POSITION", "the median of a series at a recorded position, a number or a name",
        "{{ growth.sgd.norm | at:3000 | fixed:2 }}", gives: "2.53")
    case .abs:
      entry(
        "abs", "without its sign", "{{ anatomy.hand.directionGradient.y | abs | fixed:2 }}",
        gives: "0.48")
    case .over:
      entry(
        "over:VALUE", "divided by a value",
        "{{ growth.heavy-ball.normRatio | over: growth.sgd.normRatio | times:1 }}", gives: "3.3×")
    case .minus:
      entry(
        "minus:VALUE", "less a value",
        "{{ growth.heavy-ball.normRatio | minus: growth.sgd.normRatio | fixed:1 }}", gives: "5.8")
    case .power2:
      entry(
        "power2", "two to the power of a number or an interval: octaves become a factor",
        "{{ rate-allocation.wn-ddi-over-std-ddi.effect | power2 | interval:2 }}",
        gives: "1.23 [1.12, 1.34]")
    case .upper:
      entry(
        "upper:N", "up to N significant digits, for “at most”; a format rounds up too",
        "at most {{ growth.adam.largestCosine | upper:1 | fixed:1 }}", gives: "at most 0.4")
    case .lower:
      entry(
        "lower:N", "down to N significant digits, for “at least”; a format rounds down too",
        "at least {{ growth.adam.normRatio | lower:2 | fixed:1 }}", gives: "at least 2.2")
    case .signed:
      entry(
        "signed", "behind a format: a plus where the number is positive",
        "{{ growth.heavy-ball.normRatio | minus: growth.sgd.normRatio | fixed:1 | signed }}",
        gives: "+5.8")
    case .unit:
      entry(
        "unit", "the unit of a value instead of it",
        "{{ rate-allocation.wn-ddi.goodOctaves | fixed:2 }} {{ rate-allocation.wn-ddi.goodOctaves"
          + " | unit }}", gives: "1.75 octaves")
    default:
      entry(
        "join", "the values of a list with commas between them",
        "{{ growth.spec.network.sizes | join }}", gives: "196, 64, 64, 10")
    }
  }

  private func entry(
    _ form: String, _ explanation: String, _ example: String, gives result: String
  ) -> LanguageEntry {
    LanguageEntry(rawValue, form: form, explanation, example, gives: result)
  }
}

extension Filter.Family {
  var section: LanguageSection {
    let entries = Filter.allCases.filter { $0.family == self }.map(\.entry)
    return switch self {
    case .formats:
      LanguageSection(
        "Formats",
        "A number becomes text. N is 0 to 12, and 1 to 12 where digits are significant.", entries)
    case .series:
      LanguageSection("Series", "A series becomes a number, which needs a format.", entries)
    case .arithmetic:
      LanguageSection("Arithmetic", "A number becomes another one, which needs a format.", entries)
    case .text: LanguageSection("Texts and lists", "", entries)
    }
  }
}
