import Figures
import Runs

extension StyleTable {
  /// The looks of methods as figures know them.
  ///
  /// - Throws: ``ReportError/unusableLooks(reason:)``.
  init(_ looks: MethodLooks) throws(ReportError) {
    do throws(StyleError) {
      var groups: [[Style]] = []
      for group in looks.groups {
        var styles: [Style] = []
        for look in group { styles.append(try Style(look)) }
        groups.append(styles)
      }
      try self.init(methods: groups)
    } catch {
      throw .unusableLooks(reason: error.description)
    }
  }
}

extension Style {
  fileprivate init(_ look: MethodLook) throws(StyleError) {
    try self.init(
      name: look.name, color: look.color, dash: look.dash, marker: look.marker)
  }
}
