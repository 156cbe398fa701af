import Foundation
import Runs

/// What a report may do in a folder: replace and remove the files that a report of the same notebook
/// wrote there, and make those that are not there yet.
struct Ownership: Sendable {
  /// The files that earlier builds wrote, by path within the folder.
  let earlier: Set<ExactText>
  /// Whether the folder has no list yet, but records by which it is a report's. Which other files
  /// are its own is not known then, so none is removed.
  let isAdopted: Bool
  private let folder: ReportFolder

  /// - Parameters:
  ///   - folder: where the report lies, or will.
  ///   - notebook: the notebook whose report is to lie there.
  ///   - pages: its pages.
  ///   - replaced: the notebook whose report may be replaced by this one's.
  ///   - isNested: whether the folder lies in the notebook's own: then it may be that of the notebook from
  ///     which this one was copied, or from before its chapters got other names.
  /// - Throws: ``ReportError/otherNotebook(path:found:own:)``,
  ///   ``ReportError/foreignFile(path:file:)``, ``ReportError/unusableList(path:reason:)``.
  init(
    of folder: ReportFolder, notebook: String, pages: [String], replacing replaced: String?,
    isNested: Bool
  ) throws(ReportError) {
    self.folder = folder
    let list = try FileList(of: folder.path)
    isAdopted = list == nil ? try folder.holdsRecords() : false
    earlier = Set((list?.files ?? []).map { ExactText($0) })
    let found = list?.notebook ?? Self.unknown
    let there =
      if let list { list.files } else { isAdopted ? try folder.entriesOfAReport() : [] }
    let isNamed = list == nil || Self.isSame(found, notebook)
    let isSame =
      isNested
      ? isNamed || Self.share(there, pages) : isNamed && Self.mayBelong(there, pages)
    if !isSame, replaced.map({ !Self.isSame($0, found) }) ?? true {
      throw .otherNotebook(path: folder.path, found: found, own: notebook)
    }
    if list == nil, !isAdopted, let file = try Self.stranger(in: folder) {
      throw .foreignFile(path: folder.path, file: file)
    }
  }

  /// How a notebook is called that no list names.
  static let unknown = "unknown"

  /// Not every disk tells one letter case from the other.
  private static func isSame(_ one: String, _ other: String) -> Bool {
    ExactText(one.lowercased()) == ExactText(other.lowercased())
  }

  /// Two notebooks in folders of one name have no chapter in common. The index, which nearly all have,
  /// counts only where one of them has nothing else.
  private static func mayBelong(_ files: [String], _ pages: [String]) -> Bool {
    chapters(files).isEmpty || chapters(pages).isEmpty || share(files, pages)
  }

  /// Whether they have a chapter in common.
  private static func share(_ files: [String], _ pages: [String]) -> Bool {
    !chapters(files).isDisjoint(with: chapters(pages))
  }

  private static func chapters(_ files: [String]) -> Set<ExactText> {
    Set(
      files.filter { TemplateFolder.isChapter($0) && $0 != TemplateFolder.indexName }
        .map { ExactText($0) })
  }

  /// What lies in a folder that is no report's and looks like a part of one.
  private static func stranger(in folder: ReportFolder) throws(ReportError) -> String? {
    let index = FolderEntry(folder.path(of: TemplateFolder.indexName)) == .nothing
    return index ? try folder.entriesOfAReport().first : TemplateFolder.indexName
  }

  /// Expects that nothing foreign stands where a file is to be written, unless `isSame` says that it
  /// is what will be written.
  ///
  /// - Throws: ``ReportError/foreignFile(path:file:)``.
  func expectRoom(
    for file: String, unless isSame: () throws(ReportError) -> Bool
  ) throws(ReportError) {
    if try isOurs(file) { return }
    guard try isSame() else { throw .foreignFile(path: folder.path, file: file) }
  }

  private func isOurs(_ file: String) throws(ReportError) -> Bool {
    switch FolderEntry(folder.path(of: file)) {
    case .nothing: return true
    case .folder, .other: return false
    case .file, .link:
      // On some disks another letter case names the same file.
      let name = URL(filePath: file).lastPathComponent
      let place = String(file.dropLast(name.count + 1))
      let isWritten = try folder.names(in: place).contains { ExactText($0) == ExactText(name) }
      return isWritten && (isAdopted || earlier.contains(ExactText(file)))
    }
  }

  /// What earlier builds wrote and a report no longer has.
  func leftOver(by files: [String]) -> [String] {
    earlier.subtracting(files.map { ExactText($0) }).sorted().map(\.string)
  }
}
