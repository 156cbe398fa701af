/// A place in a template: file, line and column, both counted from one in characters.
public struct SourcePosition: Hashable, Sendable {
  /// The file as people name it: `templates/03-how-it-works.md`.
  public var file: String
  /// Counted from one.
  public var line: Int
  /// Counted from one, in characters.
  public var column: Int

  /// A position in a file.
  public init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }
}

extension SourcePosition: Comparable {
  /// By file name, then by line, then by column.
  public static func < (left: SourcePosition, right: SourcePosition) -> Bool {
    (left.file, left.line, left.column) < (right.file, right.line, right.column)
  }
}

extension SourcePosition: CustomStringConvertible {
  /// `file:line:column`, as editors and compilers write it.
  public var description: String { "\(file):\(line):\(column)" }
}
