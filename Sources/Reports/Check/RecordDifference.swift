import Foundation
import Runs

/// Compares two records value by value.
enum RecordDifference {
  static func findings(_ path: String, old: [UInt8], new: [UInt8]) -> [Finding] {
    let newValue: JSONValue
    let oldValue: JSONValue
    do {
      newValue = try JSONDecoder().decode(JSONValue.self, from: Data(new))
      oldValue = try JSONDecoder().decode(JSONValue.self, from: Data(old))
    } catch {
      return [Finding(path: path, kind: .broken("it is not valid JSON"))]
    }
    let changes = differences(oldValue, newValue, at: "")
    guard !changes.isEmpty else { return [Finding(path: path, kind: .changedForm)] }
    return changes.map { change in
      Finding(
        path: path, kind: .changedValue(path: change.path, old: change.old, new: change.new))
    }
  }

  private struct Change {
    var path: String
    var old: String
    var new: String
  }

  private static func differences(
    _ old: JSONValue?, _ new: JSONValue?, at path: String
  ) -> [Change] {
    guard old != new else { return [] }
    switch (old, new) {
    case (.object(let before), .object(let after)):
      return Set(before.keys).union(after.keys).sorted().flatMap { key in
        differences(before[key], after[key], at: path.isEmpty ? key : "\(path).\(key)")
      }
    case (.array(let before), .array(let after)):
      return listDifferences(before, after, at: path)
    default:
      return [Change(path: path, old: shown(old), new: shown(new))]
    }
  }

  /// Lists of named things are compared by name, others by place.
  private static func listDifferences(
    _ old: [JSONValue], _ new: [JSONValue], at path: String
  ) -> [Change] {
    if let before = byName(old), let after = byName(new) {
      return Set(before.keys).union(after.keys).sorted().flatMap { name in
        differences(before[name], after[name], at: "\(path)[\(name)]")
      }
    }
    return (0..<max(old.count, new.count)).flatMap { index in
      differences(
        index < old.count ? old[index] : nil, index < new.count ? new[index] : nil,
        at: "\(path)[\(index)]")
    }
  }

  private static func byName(_ items: [JSONValue]) -> [String: JSONValue]? {
    let named = items.compactMap { item -> (String, JSONValue)? in
      guard case .string(let name) = item["name"] ?? item["claim"] else { return nil }
      return (name, item)
    }
    guard named.count == items.count, Set(named.map(\.0)).count == named.count else { return nil }
    return Dictionary(uniqueKeysWithValues: named)
  }

  private static func shown(_ value: JSONValue?) -> String {
    switch value {
    case nil: return "(nothing)"
    case .null: return "null"
    case .bool(let flag): return "\(flag)"
    case .integer(let integer): return "\(integer)"
    case .number(let number): return "\(number)"
    case .string(let text): return "\"\(text)\""
    case .array(let items): return "a list of \(items.count)"
    case .object(let members): return "an object of \(members.count)"
    }
  }
}
