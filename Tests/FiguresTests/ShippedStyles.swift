import Experiments
import Runs

@testable public import Figures
@testable import Reports

extension StyleTable {
  /// What templates may name.
  static let shipped = shipped(.standard)

  private static func shipped(_ looks: MethodLooks) -> StyleTable {
    do throws(ReportError) {
      return try StyleTable(looks)
    } catch {
      preconditionFailure("the looks of the methods: \(error)")
    }
  }

  /// All looks, in the order of the names.
  var styles: [Style] { names.compactMap(style) }
}

/// Tests write a shipped style by its name.
extension Style: ExpressibleByStringLiteral {
  public init(stringLiteral name: String) {
    guard let style = StyleTable.shipped.style(named: name) else {
      preconditionFailure("no style is called \(name)")
    }
    self = style
  }
}
