/// A position on an axis; without a label it is a minor tick.
struct Tick: Equatable, Sendable {
  var value: Double
  var label: String?
}
