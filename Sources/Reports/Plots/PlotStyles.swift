import Figures
import Runs

/// Which look each series of a plot has: that of its method, or where it has none or shares it with
/// another series of its panel, one of those for series. Series with the same label in different
/// panels look the same.
struct PlotStyles: Equatable, Sendable {
  private enum Owner: Hashable {
    case method(String)
    case label(String)
  }

  /// How many looks a figure can tell apart.
  static let limit = MethodStyle.seriesNames().count

  /// How many looks the plot needs.
  let count: Int
  /// The names of the looks by panel and series; none where the plot needs more than there are.
  let names: [[String]]

  init(for panels: [PlotPanel]) {
    let shared = Set(panels.flatMap(\.sharedMethods))
    let owners = panels.map { panel in
      zip(panel.traces, panel.name.labels).map { trace, label in
        trace.method.flatMap { shared.contains($0) ? nil : Owner.method($0) } ?? .label(label)
      }
    }
    let distinct = Set(owners.joined())
    count = distinct.count
    names = count <= Self.limit ? Self.names(of: owners) : []
  }

  private static func names(of owners: [[Owner]]) -> [[String]] {
    let methods = owners.joined().compactMap {
      if case .method(let name) = $0 { name } else { nil }
    }
    var free = MethodStyle.seriesNames(unlike: methods)[...]
    var given: [Owner: String] = [:]
    return owners.map { panel in
      panel.map { owner in
        if case .method(let name) = owner { return name }
        let name = given[owner] ?? free.removeFirst()
        given[owner] = name
        return name
      }
    }
  }
}

extension PlotPanel {
  /// The methods of more than one of its series.
  fileprivate var sharedMethods: [String] {
    let methods = traces.compactMap(\.method)
    return methods.filter { method in methods.count { $0 == method } > 1 }
  }
}

extension Trace {
  /// The part of its name that is a method with a look of its own.
  fileprivate var method: String? {
    name.split(separator: ".").map(String.init).first { MethodStyle(named: $0) != nil }
  }
}
