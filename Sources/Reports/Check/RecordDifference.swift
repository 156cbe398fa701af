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
    let changes = differences(oldValue, newValue, at: "", JSONPlaces(of: old))
    guard !changes.isEmpty else { return [Finding(path: path, kind: .changedForm)] }
    return changes.map { change in
      Finding(
        path: path, line: change.line,
        kind: .changedValue(path: change.path, old: change.old, new: change.new))
    }
  }

  private struct Change {
    var path: String
    var line: Int
    var old: String
    var new: String
  }

  /// `places` are those of the old value, or of what it is missing from.
  private static func differences(
    _ old: JSONValue?, _ new: JSONValue?, at path: String, _ places: JSONPlaces
  ) -> [Change] {
    guard old != new else { return [] }
    switch (old, new) {
    case (.object?, .object?):
      let (before, after) = (old?.exactMembers ?? [:], new?.exactMembers ?? [:])
      return Set(before.keys).union(after.keys).sorted().flatMap { key in
        differences(
          before[key], after[key], at: path.isEmpty ? key.string : "\(path).\(key.string)",
          places.members[key] ?? places)
      }
    case (.array(let before), .array(let after)):
      return listDifferences(before, after, at: path, places)
    default:
      let (before, after) = OneLine.distinct(shown(old), shown(new))
      return [Change(path: path, line: places.line, old: before, new: after)]
    }
  }

  /// Lists of named things are compared by name, others by place.
  private static func listDifferences(
    _ old: [JSONValue], _ new: [JSONValue], at path: String, _ places: JSONPlaces
  ) -> [Change] {
    func place(_ index: Int?) -> JSONPlaces {
      index.flatMap { $0 < places.elements.count ? places.elements[$0] : nil } ?? places
    }
    if let before = indicesByName(old), let after = indicesByName(new) {
      return Set(before.keys).union(after.keys).sorted().flatMap { name in
        differences(
          before[name].map { old[$0] }, after[name].map { new[$0] }, at: "\(path)[\(name.string)]",
          place(before[name]))
      }
    }
    return (0..<max(old.count, new.count)).flatMap { index in
      differences(
        index < old.count ? old[index] : nil, index < new.count ? new[index] : nil,
        at: "\(path)[\(index)]", place(index))
    }
  }

  private static func indicesByName(_ items: [JSONValue]) -> [ExactText: Int]? {
    let named = items.enumerated().compactMap { index, item -> (ExactText, Int)? in
      guard case .string(let name) = item["name"] ?? item["claim"] else { return nil }
      return (ExactText(name), index)
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
    case .string(let text): return OneLine.quoted(text)
    case .array(let items): return "a list of \(items.count)"
    case .object(let members): return "an object of \(members.count)"
    }
  }
}
