/// A cell's YAML, every part with its place in the template.
struct CellNode: Equatable, Sendable {
  struct Entry: Equatable, Sendable {
    var key: LocatedText
    var value: CellNode
  }

  indirect enum Content: Equatable, Sendable {
    case scalar(LocatedText)
    case list([CellNode])
    case mapping([Entry])
  }

  var content: Content
  var position: SourcePosition

  /// The value of a key, nil when there is none or this is no mapping.
  func value(of key: String) -> CellNode? {
    guard case .mapping(let entries) = content else { return nil }
    return entries.first { $0.key.string == key }?.value
  }

  /// The same mapping without some of its keys.
  func without(_ keys: [String]) -> CellNode {
    guard case .mapping(let entries) = content else { return self }
    let rest = entries.filter { !keys.contains($0.key.string) }
    return CellNode(content: .mapping(rest), position: position)
  }
}
