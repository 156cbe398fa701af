import Figures

/// Reads a grey line of theory: a level, a position or a predicted curve.
enum ReferenceReader {
  private static let forms = CellKeys.reference.alternatives

  static func mark(
    _ node: CellNode, _ renderer: Renderer
  ) throws(TemplateProblem) -> Mark {
    let fields = try CellFields(
      node, .reference, renderer: renderer)
    let given = forms.filter(fields.has)
    guard let form = given.first else { throw fields.problem(.oneOf(forms)) }
    guard given.count == 1 else { throw fields.problem(.exclusiveKeys(form, given[1])) }
    return .reference(
      Reference(label: try fields.label("label"), form: try self.form(form, fields)))
  }

  private static func form(
    _ form: String, _ fields: CellFields
  ) throws(TemplateProblem) -> Reference.Form {
    switch form {
    case "horizontal": return .horizontal(y: try fields.number(form))
    case "vertical": return .vertical(x: try fields.number(form))
    default: return try curve(try fields.part(form), fields.renderer)
    }
  }

  private static func curve(
    _ node: CellNode, _ renderer: Renderer
  ) throws(TemplateProblem) -> Reference.Form {
    let fields = try CellFields(node, .referenceCurve, renderer: renderer)
    let (x, y) = (try fields.numbers("x"), try fields.numbers("y"))
    guard x.count == y.count else {
      throw fields.problem(.unequalLengths("x", x.count, "y", y.count))
    }
    return .curve(x: x, y: y)
  }
}
