import Runs

/// A name that stands where people look for it by the numbers in it: `batch50` before `batch100`, and
/// `rate0_025`, which is 0.025, before `rate0_1`.
struct NumberedName: Comparable {
  private enum Piece: Equatable {
    case number(Double)
    case text(ExactText)
  }

  private let name: ExactText
  private let pieces: [Piece]

  init(_ name: String) {
    self.name = ExactText(name)
    var pieces: [Piece] = []
    var rest = Substring(name)
    while let first = rest.first {
      let isNumber = first.isDigit
      var piece = rest.prefix { $0.isDigit == isNumber }
      rest = rest.dropFirst(piece.count)
      if isNumber, rest.first == "_", rest.dropFirst().first?.isDigit == true {
        let decimals = rest.dropFirst().prefix(while: \.isDigit)
        rest = rest.dropFirst(1 + decimals.count)
        piece += "." + decimals
      }
      let number = isNumber ? Double(piece) : nil
      pieces.append(number.map(Piece.number) ?? .text(ExactText(piece)))
    }
    self.pieces = pieces
  }

  static func < (one: Self, other: Self) -> Bool {
    for (left, right) in zip(one.pieces, other.pieces) where left != right {
      switch (left, right) {
      case (.number(let left), .number(let right)): return left < right
      case (.text(let left), .text(let right)): return left < right
      case (.number, .text): return true
      case (.text, .number): return false
      }
    }
    // Numbers may be written with zeros that do not count.
    return one.pieces.count == other.pieces.count
      ? one.name < other.name : one.pieces.count < other.pieces.count
  }
}

extension Character {
  fileprivate var isDigit: Bool { ("0"..."9").contains(self) && utf8.count == 1 }
}
