extension String {
  /// The text as a message may show it: escaped, and cut where it is very long.
  public var shown: String { shown(upTo: 400) }

  /// The text as a message may show it, of at most so many characters.
  public func shown(upTo limit: Int) -> String { cut(to: limit).escaped }

  /// The text, or its beginning where it is longer.
  public func cut(to limit: Int) -> String {
    count > limit ? prefix(limit) + "…" : self
  }

  /// The text on one line, with every character that would not show, or would make a terminal do
  /// something, written as its number.
  public var escaped: String {
    guard unicodeScalars.contains(where: \.isHidden) else { return self }
    return unicodeScalars.map { $0.isHidden ? $0.escaped : String($0) }.joined()
  }
}

extension Unicode.Scalar {
  /// Its number, as Swift writes it: `\u{1FEF}`.
  public var escaped: String { "\\u{" + String(value, radix: 16, uppercase: true) + "}" }

  /// Whether it is a control character, ends a line, marks the order of bytes, or turns the
  /// direction of the text around it.
  public var isHidden: Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0xFEFF: true
    case 0x61C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
