import Runs

/// The lines on which the values of a JSON document begin. What is no JSON has lines that mean nothing.
struct JSONPlaces {
  /// Counted from one.
  let line: Int
  fileprivate(set) var members: [ExactText: JSONPlaces] = [:]
  fileprivate(set) var elements: [JSONPlaces] = []

  fileprivate init(line: Int) { self.line = line }

  /// The lines in a document.
  init(of bytes: [UInt8]) {
    var scanner = Scanner(bytes: bytes)
    self = scanner.value()
  }
}

extension JSONPlaces {
  /// Reads only as much of a document as tells where values begin.
  private struct Scanner {
    let bytes: [UInt8]
    var index = 0
    var line = 1

    private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

    mutating func value() -> JSONPlaces {
      skipBlanks()
      var place = JSONPlaces(line: line)
      switch next {
      case UInt8(ascii: "{"):
        items(until: UInt8(ascii: "}")) { scanner in
          let name = scanner.string()
          scanner.skipBlanks()
          scanner.index += 1
          place.members[ExactText(name)] = scanner.value()
        }
      case UInt8(ascii: "["):
        items(until: UInt8(ascii: "]")) { place.elements.append($0.value()) }
      case UInt8(ascii: "\""): _ = string()
      default: skip { $0 > UInt8(ascii: " ") && !UInt8.delimiters.contains($0) }
      }
      return place
    }

    private mutating func items(until end: UInt8, _ item: (inout Scanner) -> Void) {
      index += 1
      skipBlanks()
      while let byte = next, byte != end {
        let before = index
        item(&self)
        skipBlanks()
        if next == UInt8(ascii: ",") { index += 1 }
        skipBlanks()
        guard index > before else { break }
      }
      index += 1
    }

    /// The string as it is written, without its quotation marks.
    private mutating func string() -> String {
      let start = index + 1
      index = start
      while let byte = next, byte != UInt8(ascii: "\"") {
        index += byte == UInt8(ascii: "\\") ? 2 : 1
      }
      let end = min(index, bytes.count)
      index += 1
      return String(decoding: bytes[min(start, end)..<end], as: UTF8.self)
    }

    private mutating func skipBlanks() {
      skip { $0 <= UInt8(ascii: " ") }
    }

    private mutating func skip(while isSkipped: (UInt8) -> Bool) {
      while let byte = next, isSkipped(byte) {
        if byte == UInt8(ascii: "\n") { line += 1 }
        index += 1
      }
    }
  }
}

extension UInt8 {
  /// What ends a number or a name in JSON.
  fileprivate static let delimiters: [UInt8] = [
    UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"),
  ]
}
