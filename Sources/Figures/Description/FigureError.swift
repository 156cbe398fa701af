/// Why a figure can't be drawn or a picture can't be read, and what to do about it.
public enum FigureError: Error, Equatable, Sendable, CustomStringConvertible {
  /// None of these files exists and fontconfig doesn't know the font either.
  case fontNotFound(tried: [String])
  /// libgd was built without its text renderer.
  case freeTypeMissing
  /// libgd could not draw a text; its own words.
  case textNotDrawn(text: String, reason: String)
  /// libgd could not give memory for a picture of this size.
  case noCanvas(width: Int, height: Int)
  /// libgd could not write the PNG.
  case notEncoded
  /// The bytes are no PNG that libgd can read.
  case notDecoded
  /// Something in a panel has no place on paper.
  case notDrawable(panel: Int, what: String)
  /// Nothing can be laid out in the given size.
  case noRoom(width: Double, height: Double)

  /// Whether the description of the figure is at fault, not what draws it.
  public var isInDescription: Bool {
    switch self {
    case .notDrawable, .noRoom: true
    case .fontNotFound, .freeTypeMissing, .textNotDrawn, .noCanvas, .notEncoded, .notDecoded: false
    }
  }

  public var description: String {
    switch self {
    case .fontNotFound(let tried):
      "the font DejaVu Sans was not found (tried \(tried.joined(separator: ", "))); "
        + "install the Debian package fonts-dejavu-core or your system's equivalent"
    case .freeTypeMissing:
      "this libgd was built without FreeType and can't draw text; "
        + "install a libgd with FreeType (Debian: libgd-dev, Homebrew: gd)"
    case .textNotDrawn(let text, let reason):
      "libgd could not draw the text \"\(text)\": \(reason); "
        + "check the font file with the package fonts-dejavu-core"
    case .noCanvas(let width, let height):
      "libgd gave no canvas of \(width) × \(height) pixels; free memory or draw a smaller figure"
    case .notEncoded:
      "libgd could not encode the picture as PNG; free memory or check that libgd has PNG support"
    case .notDecoded:
      "the bytes are not a PNG that libgd can read; draw the picture anew"
    case .notDrawable(let panel, let what):
      "panel \(panel + 1) can't be drawn: \(what)"
    case .noRoom(let width, let height):
      "a figure of \(NumberText.plain(width)) × \(NumberText.plain(height)) px has no room for "
        + "its panels and their labels; draw fewer panels or enlarge it"
    }
  }
}
