/// Everything that can change a run. Two equal keys stand for the same record, byte for byte.
public struct RunKey: CacheKey, Equatable {
  public var experiment: String
  public var profile: String
  /// The full definition, constants and seeds included.
  public var specification: JSONValue
  /// The content of each data file that is read, by name.
  public var data: [String: ContentDigest]
  /// The content of the executable.
  public var code: ContentDigest

  public init(
    experiment: String, profile: String, specification: JSONValue, data: [String: ContentDigest],
    code: ContentDigest
  ) {
    self.experiment = experiment
    self.profile = profile
    self.specification = specification
    self.data = data
    self.code = code
  }

  public var fileName: String { "\(experiment).\(profile).run" }

  /// What changed from an older key, one line a field: `specification.steps: 3000 → 4000`.
  public func changes(since old: RunKey) -> [String] {
    var changes: [String] = []
    func note(_ field: String, _ before: some Equatable & CustomStringConvertible, _ now: String) {
      if before.description != now { changes.append("\(field): \(before) → \(now)") }
    }
    note("experiment", old.experiment, experiment)
    note("profile", old.profile, profile)
    changes += specification.changes(since: old.specification, at: "specification")
    for name in Set(data.keys).union(old.data.keys).sorted() {
      note(
        "data \(name)", old.data[name]?.description ?? "none",
        data[name]?.description ?? "none")
    }
    note("code", old.code.description, code.description)
    return changes
  }
}

extension JSONValue {
  /// The members and elements that differ, each with its path and both values.
  fileprivate func changes(since old: JSONValue, at path: String) -> [String] {
    switch (old, self) {
    case (.object(let before), .object(let now)):
      return Set(before.keys).union(now.keys).sorted().flatMap { key in
        (now[key] ?? .null).changes(since: before[key] ?? .null, at: "\(path).\(key)")
      }
    case (.array(let before), .array(let now)) where before.count == now.count:
      return zip(before, now).enumerated().flatMap { index, pair in
        pair.1.changes(since: pair.0, at: "\(path)[\(index)]")
      }
    default:
      return self == old ? [] : ["\(path): \(old.short) → \(short)"]
    }
  }

  /// On one line, long values cut.
  private var short: String {
    switch self {
    case .null: "none"
    case .bool(let bool): "\(bool)"
    case .integer(let integer): "\(integer)"
    case .number(let number): "\(number)"
    case .string(let string): "“\(string)”"
    case .array(let array):
      array.count <= 6
        ? "[" + array.map(\.short).joined(separator: ", ") + "]" : "\(array.count) elements"
    case .object(let members): "\(members.count) members"
    }
  }
}
