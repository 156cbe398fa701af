import Figures

/// Puts panels together into pictures. Quantities of one panel stand together; one that fills several
/// panels shares a picture only where few others are in it.
enum PictureSplit {
  /// Four rows of two.
  static let panelLimit = 8
  /// Two rows of two.
  private static let mixedLimit = 4

  static func pictures(of quantities: [[PlotPanel]], table: StyleTable) -> [[PlotPanel]] {
    func fits(_ panels: [PlotPanel]) -> Bool {
      panels.count <= panelLimit
        && PlotStyles(for: panels, from: table).count <= PlotStyles.limit
    }
    var pictures: [[PlotPanel]] = []
    /// How many panels the last picture may have.
    var room = 0
    for panels in quantities {
      let limit = panels.count == 1 ? panelLimit : mixedLimit
      if let last = pictures.last, last.count + panels.count <= min(room, limit),
        fits(last + panels)
      {
        pictures[pictures.count - 1] += panels
        room = min(room, limit)
      } else {
        pictures += fits(panels) ? [panels] : parts(panels, fits)
        room = limit
      }
    }
    return pictures
  }

  /// Pictures of nearly equally many panels, each with few enough looks.
  private static func parts(
    _ panels: [PlotPanel], _ fits: ([PlotPanel]) -> Bool
  ) -> [[PlotPanel]] {
    let count = (panels.count + panelLimit - 1) / panelLimit
    let size = (panels.count + count - 1) / count
    var parts: [[PlotPanel]] = []
    for panel in panels {
      if let last = parts.last, last.count < size, fits(last + [panel]) {
        parts[parts.count - 1].append(panel)
      } else {
        parts.append([panel])
      }
    }
    return parts
  }
}
