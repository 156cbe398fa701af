internal import Foundation

/// Writes a file so that it is either the old one or the new one, whatever happens meanwhile.
public struct AtomicFile {
  /// What is appended to the name of a file that is being written, with a dot before.
  public static let partialSuffix = ".partial"

  let path: String
  private let partial: String

  public init(_ path: String) {
    self.path = path
    let url = URL(fileURLWithPath: path)
    let process = ProcessInfo.processInfo.processIdentifier
    let name = ".\(url.lastPathComponent).\(process)\(Self.partialSuffix)"
    partial = url.deletingLastPathComponent().appendingPathComponent(name).path
  }

  /// Stores the bytes under a temporary name in the same folder, then renames.
  ///
  /// - Throws: ``RunsError/cannotCreate(path:reason:)`` when the folder refuses the file,
  ///   ``RunsError/cannotStore(path:reason:)`` when the disk refuses its content.
  public func write(_ bytes: [UInt8]) throws(RunsError) {
    let descriptor = open(partial, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    guard descriptor >= 0 else { throw .cannotCreate(path: path, reason: Self.reason) }
    do {
      try store(bytes, descriptor)
    } catch {
      // What failed is reported; that its remains go as well is only tidiness.
      unlink(partial)
      throw error
    }
    guard rename(partial, path) == 0 else {
      let reason = Self.reason
      unlink(partial)
      throw .cannotCreate(path: path, reason: reason)
    }
  }

  /// Hands the bytes to the disk and closes the file.
  func store(_ bytes: [UInt8], _ descriptor: Int32) throws(RunsError) {
    var failure = writeAll(bytes, descriptor)
    if failure == nil, fsync(descriptor) != 0 { failure = Self.reason }
    if close(descriptor) != 0, failure == nil { failure = Self.reason }
    if let failure { throw .cannotStore(path: path, reason: failure) }
  }

  /// Nil, or why not all bytes were taken.
  private func writeAll(_ bytes: [UInt8], _ descriptor: Int32) -> String? {
    bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty {
        let written = Foundation.write(
          descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if written < 0 {
          if errno == EINTR { continue }
          return Self.reason
        }
        rest = rest.dropFirst(written)
      }
      return nil
    }
  }

  private static var reason: String { String(cString: strerror(errno)) }
}
