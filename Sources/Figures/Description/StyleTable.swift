/// Every look that figures have a name for: those of the methods, which whoever asks for figures
/// brings along, and those that are there for every figure.
public struct StyleTable: Equatable, Sendable {
  private let methods: [Style]
  private let all: [Style]

  /// A table with these methods. Those of one group are compared with each other.
  ///
  /// - Throws: `StyleError.repeatedName`, or `StyleError.lookalikes` for two of one group.
  public init(methods groups: [[Style]]) throws(StyleError) {
    methods = groups.flatMap(\.self)
    all = methods + Style.general
    var names: Set<String> = []
    for style in all where !names.insert(style.name).inserted { throw .repeatedName(style.name) }
    for group in groups {
      for (index, style) in group.enumerated() {
        if let other = group[..<index].first(where: style.looksLike) {
          throw .lookalikes(other.name, style.name)
        }
      }
    }
  }

  /// All names, those of methods first.
  public var names: [String] { all.map(\.name) }

  /// The look of that name, or nil where there is none.
  public func style(named name: String) -> Style? { all.first { $0.name == name } }

  /// The look of the method of that name, or nil where there is none.
  public func method(named name: String) -> Style? { methods.first { $0.name == name } }
}

/// Why the looks of methods cannot be used, and what to do about it.
public enum StyleError: Error, Equatable, Sendable, CustomStringConvertible {
  /// No colour, dash or marker is called so.
  case unknownWord(String, kind: String, style: String, known: [String])
  /// Two looks have one name.
  case repeatedName(String)
  /// Two methods that are compared with each other differ in nothing but their names.
  case lookalikes(String, String)

  public var description: String {
    switch self {
    case .unknownWord(let word, let kind, let style, let known):
      "the style \"\(style)\": there is no \(kind) \"\(word)\"; use one of "
        + known.joined(separator: ", ")
    case .repeatedName(let name):
      "two styles are called \"\(name)\"; give one another name"
    case .lookalikes(let first, let second):
      "the styles \"\(first)\" and \"\(second)\" look the same; "
        + "give one another colour, dash or marker"
    }
  }
}
