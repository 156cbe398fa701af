public import Figures
import Runs

@testable import Reports

extension MethodLooks {
  /// Those of the sample records' methods.
  static let samples = MethodLooks([
    [MethodLook("wn", "blue", "solid", "square")],
    [
      MethodLook("sgd", "black", "solid", "disc"),
      MethodLook("adam", "vermillion", "solid", "diamond"),
    ],
  ])
}

extension StyleTable {
  static let samples = samples(.samples)

  private static func samples(_ looks: MethodLooks) -> StyleTable {
    do throws(ReportError) {
      return try StyleTable(looks)
    } catch {
      preconditionFailure("the looks of the samples: \(error)")
    }
  }
}

/// Tests write a style of the samples by its name.
extension Style: ExpressibleByStringLiteral {
  public init(stringLiteral name: String) {
    guard let style = StyleTable.samples.style(named: name) else {
      preconditionFailure("no style is called \(name)")
    }
    self = style
  }
}
