import Foundation

/// Where figures and claims stand in the whole report, so that any page can link to them.
struct ReportIndex: Sendable {
  struct Place: Equatable, Sendable {
    var page: String
    var number: Int
    var position: SourcePosition
  }

  private(set) var figures: [String: Place] = [:]
  private(set) var claims: [String: Place] = [:]
  /// Figures that stand in a branch which is not taken now.
  private(set) var hiddenFigures: Set<String> = []
  private var broken: [CellKind: Set<String>] = [:]

  /// Goes through the pages and notes what stands twice.
  init(_ pages: [PageContents], log: ProblemLog) {
    for page in pages {
      hiddenFigures.formUnion(page.hiddenFigures)
      broken.merge(page.broken) { $0.union($1) }
      for (index, placed) in page.figures.enumerated() {
        let place = Place(page: page.name, number: index + 1, position: placed.position)
        Self.add(placed.id, place, to: &figures, log)
      }
      for (index, placed) in page.claims.enumerated() {
        let place = Place(page: page.name, number: index + 1, position: placed.position)
        Self.add(placed.claim, place, to: &claims, log)
      }
    }
  }

  private static func add(
    _ id: String, _ place: Place, to places: inout [String: Place], _ log: ProblemLog
  ) {
    if let first = places[id] {
      log.add(.cell(.duplicateID(id, first: first.position)), at: place.position)
    } else {
      places[id] = place
    }
  }

  /// Whether a figure that is not shown now may be called so.
  func mayHold(figure id: String) -> Bool {
    hiddenFigures.contains(id) || hiddenFigures.contains { $0.contains(TemplateNode.failed) }
  }

  /// What figures are called, those that could not be made as well.
  var figureNames: [String] {
    let broken = (broken[.figure] ?? []).filter { !$0.contains(TemplateNode.failed) }
    return broken.union(figures.keys).sorted()
  }

  /// Whether what a cell that could not be made would have placed may be called so.
  func mayBeBroken(_ kind: CellKind, _ name: String) -> Bool {
    broken[kind]?.contains { $0 == name || $0.contains(TemplateNode.failed) } ?? false
  }

  /// `[Figure 3](#fig-growth)`, with the file and the chapter's number when it stands elsewhere.
  func link(toFigure id: String, from page: String) -> String? {
    guard let place = figures[id] else { return nil }
    guard place.page != page else { return "[Figure \(place.number)](#fig-\(id))" }
    let chapter = place.page.prefix { $0.isNumber }
    let owner = Int(chapter).map { "chapter \($0)" } ?? "the index"
    return "[Figure \(place.number) of \(owner)](\(Self.address(place.page))#fig-\(id))"
  }

  /// `[role-of-g](01-what-is-g.md#claim-role-of-g)`.
  func link(toClaim id: String, from page: String) -> String? {
    claims[id].map { place in
      "[\(id)](\(place.page == page ? "" : Self.address(place.page))#claim-\(id))"
    }
  }

  /// A page's name as it stands in a link: a blank or a bracket would end the address.
  private static func address(_ page: String) -> String {
    page.map { character -> String in
      let isPlain = !character.isASCII || character.isLetter || character.isNumber
      return isPlain || "-._".contains(character)
        ? String(character) : character.utf8.map { String(format: "%%%02X", $0) }.joined()
    }.joined()
  }
}
