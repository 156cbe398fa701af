/// A command to GitHub Actions that shows an error, at its place in a pull request where it has one.
public struct Annotation: Sendable {
  private let properties: [(name: String, value: String)]
  private let message: String

  /// An error in a file, or in none. Columns are counted from one, as lines are.
  public init(_ message: String, file: String? = nil, line: Int? = nil, column: Int? = nil) {
    self.message = message
    properties = [
      ("file", file), ("line", line.map(String.init)), ("col", column.map(String.init)),
    ].compactMap { name, value in value.map { (name, $0) } }
  }

  /// Percent, line ends and, in a property, the separators would end the command early.
  private static func escaped(_ text: String, inProperty: Bool) -> String {
    // By scalars: a carriage return and a line feed together are one character.
    text.unicodeScalars.map { scalar in
      switch scalar {
      case "%": "%25"
      case "\r": "%0D"
      case "\n": "%0A"
      case ":" where inProperty: "%3A"
      case "," where inProperty: "%2C"
      default: String(scalar)
      }
    }
    .joined()
  }
}

extension Annotation: CustomStringConvertible {
  /// `::error file=reports/a.md,line=41::0.0132 → 0.0134`
  public var description: String {
    let place = properties.map { "\($0.name)=\(Self.escaped($0.value, inProperty: true))" }
    return "::error" + (place.isEmpty ? "" : " ") + place.joined(separator: ",")
      + "::" + Self.escaped(message, inProperty: false)
  }
}
