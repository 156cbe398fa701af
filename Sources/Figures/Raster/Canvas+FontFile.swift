import CGD
import Foundation

/// DejaVu Sans as this host has it.
struct FontFile: Sendable {
  /// A file path, or a name for fontconfig.
  let name: String
  let isFontconfigName: Bool

  /// Beside an installed program that brings the font along, then where distributions put it, in the
  /// order of the search; fontconfig is asked last.
  static let paths = [
    (Bundle.main.executableURL ?? URL(filePath: CommandLine.arguments[0])).resolvingSymlinksInPath()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "share/wnreport/fonts/DejaVuSans.ttf").path,
    "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
    "/usr/share/fonts/dejavu-sans-fonts/DejaVuSans.ttf",
    "/usr/share/fonts/dejavu/DejaVuSans.ttf",
    "/usr/share/fonts/TTF/DejaVuSans.ttf",
    "/usr/local/share/fonts/dejavu/DejaVuSans.ttf",
    "/run/current-system/sw/share/X11/fonts/DejaVuSans.ttf",
    "/opt/homebrew/share/fonts/DejaVuSans.ttf",
    "/Library/Fonts/DejaVuSans.ttf",
  ]

  /// Looked for once; libgd's font cache is set up on the way, before any two tasks can draw.
  /// From then on libgd guards text drawing by a lock of its own.
  static let found: Result<FontFile, FigureError> = {
    guard gdFontCacheSetup() == 0 else { return .failure(.freeTypeMissing) }
    return find(among: paths, fontconfigName: "DejaVu Sans")
  }()

  /// The first of `paths` that libgd can measure a text with, else fontconfig's font, if a
  /// name for it is given.
  static func find(
    among paths: [String], fontconfigName: String?
  ) -> Result<FontFile, FigureError> {
    for path in paths where FileManager.default.isReadableFile(atPath: path) {
      let font = FontFile(name: path, isFontconfigName: false)
      guard let failure = font.failure else { return .success(font) }
      if failure.contains("not built with FreeType") { return .failure(.freeTypeMissing) }
    }
    guard let fontconfigName else { return .failure(.fontNotFound(tried: paths)) }
    let font = FontFile(name: fontconfigName, isFontconfigName: true)
    // fontconfig never says no, it gives another font.
    if font.failure == nil, font.path?.contains("DejaVuSans") == true { return .success(font) }
    return .failure(.fontNotFound(tried: paths + ["fontconfig's \(fontconfigName)"]))
  }

  /// What libgd says when it measures a text, or nil where all is well.
  private var failure: String? {
    Self.draw("x", with: self, size: 12, angle: 0, x: 0, y: 0, color: 0, on: nil)
  }

  /// Draws `text` on `image`, or only measures it where there is none.
  ///
  /// - Returns: libgd's error text, or nil.
  static func draw(
    _ text: String, with font: FontFile, size: Double, angle: Double, x: Double, y: Double,
    color: Int32, on image: gdImagePtr?
  ) -> String? {
    var extra = font.options
    var box = [Int32](repeating: 0, count: 8)
    // libgd reads "&" as the start of an HTML entity.
    let escaped = text.replacing("&", with: "&amp;")
    let error = gdImageStringFTEx(
      image, &box, color, font.name, size, angle, Int32(x), Int32(y), escaped, &extra)
    return error.map { String(cString: $0) }
  }

  /// The path of the file that libgd opens, or nil where it doesn't tell.
  var path: String? {
    guard isFontconfigName else { return name }
    var extra = options
    extra.flags |= gdFTEX_RETURNFONTPATHNAME
    var box = [Int32](repeating: 0, count: 8)
    let error = gdImageStringFTEx(nil, &box, 0, name, 12, 0, 0, 0, "x", &extra)
    guard error == nil, let path = extra.fontpath else { return nil }
    defer { gdFree(path) }
    return String(cString: path)
  }

  /// 72 dpi, so that points are pixels; kerning off, so that advance widths alone place letters.
  private var options: gdFTStringExtra {
    var extra = gdFTStringExtra()
    extra.flags =
      gdFTEX_RESOLUTION | gdFTEX_DISABLE_KERNING
      | (isFontconfigName ? gdFTEX_FONTCONFIG : gdFTEX_FONTPATHNAME)
    extra.hdpi = 72
    extra.vdpi = 72
    return extra
  }
}
