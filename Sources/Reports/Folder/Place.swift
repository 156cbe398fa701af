import Foundation

/// Where a path leads, whatever links, relative names and letter case it is written with; what it leads
/// to need not exist.
public struct Place: Sendable {
  /// The path without links and relative names, as far as it exists; the rest as it is written.
  public let path: String
  /// The nearest folder on the way there that exists, or what stands there itself.
  let existing: String

  public init(_ path: String) {
    var missing: [String] = []
    var rest = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    while true {
      if let real = Self.real(rest) {
        self.path = Self.joined(real, missing.reversed())
        existing = real
        return
      }
      let end = rest.lastIndex(of: "/") ?? rest.startIndex
      missing.append(String(rest[end...].dropFirst()))
      rest = String(rest[..<end])
    }
  }

  /// Whether this is the other place or lies in it.
  public func isInside(_ other: Place) -> Bool {
    var place = path
    while true {
      if Self.isSame(place, other.path) { return true }
      guard place.count > 1, let end = place.lastIndex(of: "/") else { return false }
      place = end == place.startIndex ? "/" : String(place[..<end])
    }
  }

  /// Whether both lead to the same place.
  public func isSame(as other: Place) -> Bool { isInside(other) && other.isInside(self) }

  /// What exists, at the end of all links; the empty path is the root.
  private static func real(_ path: String) -> String? {
    guard let resolved = realpath(path.isEmpty ? "/" : path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// Below what exists, names that do not exist yet; `..` leaves the folder before it.
  private static func joined(_ start: String, _ names: some Sequence<String>) -> String {
    var parts = start.split(separator: "/").map(String.init)
    for name in names where !name.isEmpty && name != "." {
      if name == ".." { _ = parts.popLast() } else { parts.append(name) }
    }
    return "/" + parts.joined(separator: "/")
  }

  /// The same file of the same disk, or the same name where there is none yet; some disks do not tell
  /// one letter case from the other.
  private static func isSame(_ one: String, _ other: String) -> Bool {
    var (first, second) = (stat(), stat())
    switch (stat(one, &first), stat(other, &second)) {
    case (0, 0): return first.st_dev == second.st_dev && first.st_ino == second.st_ino
    case (0, _), (_, 0): return false
    default: return one.lowercased() == other.lowercased()
    }
  }
}
