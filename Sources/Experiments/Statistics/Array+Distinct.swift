extension Array where Element: Equatable {
  /// The first of equal elements each, in their order.
  var distinct: [Element] {
    reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}
