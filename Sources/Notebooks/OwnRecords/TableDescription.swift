import Reports
import Runs

/// What a small file says of the table beside it: what its columns are, and what is made of them.
struct TableDescription {
  /// The file that says so, which begins the positions of what is wrong with it.
  let file: String
  var title: String
  /// Where the table lies, from the folder of this file; nil for the one of the same name.
  var table: YAMLText?
  var columns: Columns
  /// The text in the group's column, by the name of the group; nil where the texts are the names.
  var groups: [Group]?
  var series: [SeriesDescription]
  var comparisons: [ComparisonDescription]
  var steps: StepsRule
  var diverged: DivergedRule

  /// What tells rows apart.
  struct Columns {
    /// Nil where all rows are of one group, which has no name.
    var group: YAMLText?
    /// Nil where every group is one run.
    var seed: YAMLText?
    var step: YAMLText
  }

  struct Group {
    var name: String
    var text: String
  }
}

/// What is done where the seeds of a group do not have the same steps.
enum StepsRule: String, CaseIterable {
  /// They must have them.
  case equal
  /// Those that all of them have count.
  case common
}

/// What is done with a run that holds a number that is not finite.
enum DivergedRule: String, CaseIterable {
  case refuse
  /// It is left out of its group and counted.
  case leaveOut = "leave-out"
}

/// A measured quantity.
struct SeriesDescription {
  var name: YAMLText
  var column: YAMLText
  var label: String
  var unit: String
  /// Nil where neither is: it has no best then.
  var better: Better?
  var thresholds: [Threshold] = []

  enum Better: String, CaseIterable {
    case lower
    case higher
  }

  /// The first step on the other side of which is asked for.
  struct Threshold {
    enum Side: String {
      case below
      case above
    }

    var side: Side
    var number: Double
    /// As it stands in names: `below0_5`.
    var name: String

    func isPassed(by value: Double) -> Bool {
      side == .below ? value < number : value > number
    }
  }

  /// As an axis names it.
  var quantity: Quantity { Quantity(unit.isEmpty ? label : "\(label) (\(unit))") }
}

/// Two groups, seed by seed.
struct ComparisonDescription {
  var first: YAMLText
  var second: YAMLText
  /// The name of a series.
  var series: YAMLText

  var name: String { "\(first.string)-over-\(second.string)" }
}
