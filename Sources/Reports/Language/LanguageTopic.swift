import Figures
import Runs

/// What `wnreport help` tells of the language of templates.
public enum LanguageTopic: String, CaseIterable, Sendable {
  case templates
  case filters
  case cells
  case styles

  /// What it is about, in one line.
  public var explanation: String {
    switch self {
    case .templates: "what stands in a page: holes, conditions, loops, blocks"
    case .filters: "what stands behind `|`: formats of numbers, arithmetic, texts"
    case .cells: "figures, tables and claims, with every key"
    case .styles: "the looks of lines, bars and points"
    }
  }

  /// Its words. `looks` are those of the methods that figures may name.
  func sections(_ looks: MethodLooks) throws(ReportError) -> [LanguageSection] {
    switch self {
    case .templates:
      [.names, .claims, .conditions, .loops, .blocks, .refusals]
    case .filters: Filter.Family.allCases.map(\.section) + [.numbers]
    case .cells: CellKeys.all.map(\.section)
    case .styles: try StyleFamily.all(looks).map { $0.section(looks) }
    }
  }
}

extension StyleFamily {
  /// The looks of methods, then those that every figure has.
  static func all(_ looks: MethodLooks) throws(ReportError) -> [StyleFamily] {
    let table = try StyleTable(looks)
    let names = looks.groups.joined().map(\.name)
    let methods = StyleFamily(
      name: "Methods", explanation: "for what experiments compare; the colour tells the family",
      styles: names.compactMap(table.style))
    return [methods] + Style.families
  }

  fileprivate func section(_ looks: MethodLooks) -> LanguageSection {
    let methods = Dictionary(
      looks.groups.joined().map { ($0.name, $0.explanation) },
      uniquingKeysWith: { first, _ in first })
    let entries = styles.map { style in
      let explanation = methods[style.name].map { $0.isEmpty ? "" : ": " + $0 } ?? ""
      return LanguageEntry(
        key: style.name, style.words.joined(separator: ", ") + explanation, "style: \(style.name)")
    }
    return LanguageSection(
      name, explanation.prefix(1).uppercased() + explanation.dropFirst() + ".", entries)
  }
}
