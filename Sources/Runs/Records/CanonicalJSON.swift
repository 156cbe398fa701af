public import Foundation

/// The one way in which records become bytes: sorted keys, shortest round-trip numbers, one line for
/// each array of plain values, a final newline. NaN and infinities are refused.
public enum CanonicalJSON {
  /// - Throws: `RunsError.notFinite` for a value that JSON cannot hold.
  public static func encode(_ value: some Encodable) throws(RunsError) -> Data {
    do {
      return Data(indented(Array(try encoder().encode(value))))
    } catch {
      throw .notFinite(reason: String(describing: error))
    }
  }

  /// A value for people and for other programs, as Foundation lays it out: every member and every
  /// element on a line of its own.
  public static func lines(of value: some Encodable) throws -> String {
    String(decoding: try encoder(.prettyPrinted).encode(value), as: UTF8.self)
  }

  /// The same value becomes the same bytes.
  static func encoder(_ layout: JSONEncoder.OutputFormatting = []) -> JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = layout.union([.sortedKeys, .withoutEscapingSlashes])
    return encoder
  }

  /// - Throws: `RunsError.unreadable` where the bytes are not JSON of that type; `name` says in the
  ///   message what was read.
  public static func decode<Value: Decodable>(
    _ type: Value.Type, from data: Data, name: String
  ) throws(RunsError) -> Value {
    do {
      return try JSONDecoder().decode(type, from: data)
    } catch {
      throw .unreadable(name: name, reason: reason(error))
    }
  }

  /// Lays compact JSON out in lines: members of objects and elements of arrays of containers on lines
  /// of their own, indented by two spaces. Strings and numbers are copied as they are.
  private static func indented(_ compact: [UInt8]) -> [UInt8] {
    var writer = Indentation()
    var index = 0
    while index < compact.count {
      let byte = compact[index]
      if byte == UInt8(ascii: "\"") {
        let end = endOfString(compact, from: index)
        writer.output += compact[index..<end]
        index = end
        continue
      }
      if byte == UInt8(ascii: "["), let end = endOfFlatArray(compact, from: index) {
        writer.output += compact[index..<end]
        index = end
        continue
      }
      writer.write(byte, isEmpty: index + 1 < compact.count && closes(compact[index + 1]))
      index += 1
    }
    return writer.output + [UInt8(ascii: "\n")]
  }

  /// The index after the closing quote.
  private static func endOfString(_ bytes: [UInt8], from start: Int) -> Int {
    var index = start + 1
    while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
      index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return index + 1
  }

  /// The index after the closing bracket of an array that holds no object and no array, or nil.
  private static func endOfFlatArray(_ bytes: [UInt8], from start: Int) -> Int? {
    var index = start + 1
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\""): index = endOfString(bytes, from: index)
      case UInt8(ascii: "["), UInt8(ascii: "{"): return nil
      case UInt8(ascii: "]"): return index + 1
      default: index += 1
      }
    }
    return nil
  }

  private static func closes(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]")
  }

  private static func reason(_ error: any Error) -> String {
    switch error {
    case DecodingError.keyNotFound(let key, let context):
      "\(path(context.codingPath)) has no “\(key.stringValue)”"
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
      "\(path(context.codingPath)): \(context.debugDescription)"
    case DecodingError.dataCorrupted(let context):
      context.codingPath.isEmpty
        ? "it is not valid JSON" : "\(path(context.codingPath)): \(context.debugDescription)"
    default: String(describing: error)
    }
  }

  private static func path(_ keys: [any CodingKey]) -> String {
    keys.isEmpty ? "the document" : keys.map(\.stringValue).joined(separator: ".")
  }
}

/// Writes structural bytes of JSON with line breaks and indentation.
private struct Indentation {
  var output: [UInt8] = []
  private var depth = 0

  mutating func write(_ byte: UInt8, isEmpty: Bool) {
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      depth += 1
      output.append(byte)
      if !isEmpty { breakLine() }
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      depth -= 1
      if let last = output.last, last != UInt8(ascii: "{"), last != UInt8(ascii: "[") {
        breakLine()
      }
      output.append(byte)
    case UInt8(ascii: ","):
      output.append(byte)
      breakLine()
    case UInt8(ascii: ":"):
      output += [byte, UInt8(ascii: " ")]
    default:
      output.append(byte)
    }
  }

  private mutating func breakLine() {
    output.append(UInt8(ascii: "\n"))
    output += [UInt8](repeating: UInt8(ascii: " "), count: 2 * depth)
  }
}
