import Foundation

/// What stands at a path; of a link it is the link itself.
enum FolderEntry: Equatable {
  case nothing
  case file
  case link
  case folder
  /// A pipe, a device or a socket.
  case other

  init(_ path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      self = .nothing
      return
    }
    self =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFLNK: .link
      case S_IFDIR: .folder
      default: .other
      }
  }
}
