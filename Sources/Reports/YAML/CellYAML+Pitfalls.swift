import Yams

/// What YAML accepts and reads otherwise than it looks: refused where it stands.
extension CellYAML {
  /// A cell is one document, without the lines that part documents or steer their reader.
  func expectOneDocument() throws(TemplateProblem) {
    for line in body.lines {
      let word = String(line.characters.prefix { !$0.isWhitespace })
      if word == "---" || word == "..." || word.hasPrefix("%") {
        throw TemplateProblem(.cell(.documentMark(word)), at: line.start)
      }
      let indentation = line.characters.prefix(while: \.isWhitespace)
      if let tab = indentation.firstIndex(of: "\t"), indentation.count < line.count {
        throw TemplateProblem(.cell(.tab), at: line.position(tab))
      }
    }
  }

  /// A tag and an anchor would be dropped.
  func expectNoProperty(at index: Int) throws(TemplateProblem) {
    guard index < body.count, "!&".contains(body.characters[index]) else { return }
    throw TemplateProblem(
      .cell(.leadingMark(String(body.characters[index]))), at: body.position(index))
  }

  /// Escapes such as `\0` and `\u202E` would bring into the page what a template may not hold.
  func expectVisible(_ text: LocatedText) throws(TemplateProblem) {
    for (character, position) in zip(text.characters, text.positions) {
      guard character != "\n", character != "\t",
        let fault = LocatedText.fault(of: character)
      else { continue }
      throw TemplateProblem(.markdown(fault), at: position)
    }
  }

  /// A text without quotes ends where a comment begins: behind it on its line, or on one of the next
  /// lines that stands deeper than the text's own.
  func expectNoComment(after end: Int, of start: Int) throws(TemplateProblem) {
    guard let index = body.characters[end...].firstIndex(where: { !$0.isWhitespace }),
      body.characters[index] == "#"
    else { return }
    let isOnLine = !body.characters[end..<index].contains("\n")
    guard isOnLine || column(of: index) > indentation(of: start) else { return }
    throw TemplateProblem(.cell(.comment), at: body.position(index))
  }

  private func column(of index: Int) -> Int { index - lineStart(of: index) }

  private func indentation(of index: Int) -> Int {
    body.characters[lineStart(of: index)...].prefix { $0 == " " }.count
  }

  private func lineStart(of index: Int) -> Int {
    (body.characters[..<index].lastIndex(of: "\n") ?? -1) + 1
  }
}
