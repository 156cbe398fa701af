import Runs

/// What an unknown name could have been: the nearest of the known ones, or else all of them where
/// they are few enough to read.
enum KnownNames: Hashable, Sendable {
  case nearest(String)
  case all([String])
  /// None is near and they are too many.
  case tooMany

  /// Longer lists are no help.
  private static let limit = 640

  init(for name: String, among names: [String]) {
    if let nearest = NearestName.of(name, among: names) {
      self = .nearest(nearest)
    } else if names.reduce(0, { $0 + $1.count + 2 }) <= Self.limit {
      self = .all(names)
    } else {
      self = .tooMany
    }
  }

  /// For dotted names: all are those that go on from where the name is still known, and the nearest is
  /// looked for among them if no whole name is near.
  init(forDotted name: String, among names: [String]) {
    if let nearest = NearestName.of(name, among: names) {
      self = .nearest(nearest)
    } else {
      let next = Self.next(to: name, names)
      let depth = next.first.map { $0.split(separator: ".").count } ?? 0
      let known = name.split(separator: ".").prefix(depth).joined(separator: ".")
      self.init(for: known, among: next)
    }
  }

  private static func next(to name: String, _ names: [String]) -> [String] {
    let parts = name.split(separator: ".")
    for length in stride(from: parts.count - 1, through: 0, by: -1) {
      let owner = parts.prefix(length).map { $0 + "." }.joined()
      let members = names.filter { $0.hasPrefix(owner) }.map { full in
        owner + full.dropFirst(owner.count).prefix { $0 != "." }
      }
      if !members.isEmpty { return Set(members).sorted() }
    }
    return []
  }

  /// What a message says of them behind the unknown name.
  var advice: String {
    switch self {
    case .nearest(let name): return "; the nearest is `\(name)`"
    case .all(let names):
      guard !names.isEmpty else { return "; there is none" }
      return "; known are \(names.joined(separator: ", "))"
    case .tooMany: return "; `wnreport show` and an experiment's name list what is recorded"
    }
  }
}

extension Complaint {
  /// An unknown name and those that were possible in its place.
  static func unknown(_ noun: Noun, _ name: String, among names: [String]) -> Complaint {
    .unknown(noun, name, KnownNames(for: name, among: names))
  }

  /// An unknown dotted name, such as that of a value.
  static func unknown(_ noun: Noun, dotted name: String, among names: [String]) -> Complaint {
    .unknown(noun, name, KnownNames(forDotted: name, among: names))
  }
}
