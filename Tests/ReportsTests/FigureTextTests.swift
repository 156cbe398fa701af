import Testing

@testable import Reports

/// What a figure cannot show is told at its place in the template.
struct FigureTextTests {
  private func problems(_ yaml: String) async -> [String] {
    let texts = "id: a\ncaption: a\nalt: \"{{ growth.share | fixed:2 }}\"\n"
    return await Workshop.problems("# A\n\n```figure\n\(texts)\(yaml)\n```\n")
      .map { String($0.dropFirst("01-a.md:".count)) }
  }

  private static let curve = "curves: [{series: growth.sgd.norm, label: a, style: sgd}]"
  private static let bold = "figures have no letter for `𝐰` (U+1D430); type `w`"

  @Test(arguments: [
    ("curves: [{series: growth.sgd.norm, label: len 𝐰, style: sgd}]", "7:47"),
    ("title: the 𝐰\n\(curve)", "7:12"),
    ("x: {label: 𝐰}\n\(curve)", "7:12"),
    (
      "y: {label: l}\nx: {label: l}\nbars: {categories: [𝐰], series: [{label: a, style: sgd, values: [1]}]}",
      "9:21"
    ),
    ("\(curve)\nreferences: [{label: the 𝐰, horizontal: 1}]", "8:26"),
  ])
  func `a character without a letter has its line and column`(
    yaml: String, place: String
  ) async {
    #expect(await problems(yaml) == ["\(place): \(Self.bold)"])
  }

  @Test(arguments: [
    ("x: {min: 10, max: 1}\n\(curve)", "7:4: x.min, 10, is not below x.max, 1"),
    (
      "y: {scale: log, min: 0}\n\(curve)",
      "7:4: y.min is 0 and a logarithmic axis has positive numbers only; give one, or leave it out"
    ),
    (
      "curves:\n  - {series: growth.sgd.norm, label: a, style: sgd}\n"
        + "  - {series: growth.adam.norm, label: b, style: sgd}",
      "3:1: the figure cannot be drawn: panel 1 can't be drawn: \"a\" (style sgd) and \"b\""
        + " (style sgd) look the same; give one another style, such as series-1, series-2,"
        + " series-3, series-4, series-5, series-7"
    ),
  ])
  func `axes and lines that cannot be read are refused`(yaml: String, message: String) async {
    #expect(await problems(yaml) == [message])
  }
}
