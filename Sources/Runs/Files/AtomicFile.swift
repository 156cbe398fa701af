internal import Foundation
internal import Synchronization

/// Writes a file so that it is either the old one or the new one, whatever happens meanwhile.
public struct AtomicFile {
  /// What is appended to the name of a file that is being written, with a dot before.
  static let partialSuffix = ".partial"

  let path: String
  private let partial: String

  /// The temporary files of this process that exist.
  private static let beingWritten = Mutex<Set<String>>([])

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
    // A rename would put it out of the way.
    guard !RegularFile.isSomethingElse(path) else {
      throw .cannotCreate(path: path, reason: "it is not a regular file")
    }
    let descriptor = try begin()
    // Where the file did not get its name, what failed is reported; that its remains go as well is
    // only tidiness.
    defer { Self.beingWritten.withLock { if $0.remove(partial) != nil { unlink(partial) } } }
    try store(bytes, descriptor)
    try Self.beingWritten.withLock { names throws(RunsError) in
      guard rename(partial, path) == 0 else {
        throw .cannotCreate(path: path, reason: Self.reason)
      }
      names.remove(partial)
    }
  }

  /// Makes the temporary file.
  private func begin() throws(RunsError) -> Int32 {
    try Self.beingWritten.withLock { names throws(RunsError) in
      let descriptor = open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
      guard descriptor >= 0 else { throw .cannotCreate(path: path, reason: Self.reason) }
      names.insert(partial)
      return descriptor
    }
  }

  /// Ends the process with no temporary file of it left: none is begun or named any more.
  public static func end(_ end: () -> Never) -> Never {
    beingWritten.withLock { names in
      for name in names { unlink(name) }
      end()
    }
  }

  /// The temporary files in a folder that stand for some files there, of this process or of one that
  /// was killed.
  ///
  /// - Throws: `RunsError.cannotRead`.
  public static func partialFiles(
    in folder: String, of files: [String]
  ) throws(RunsError) -> [String] {
    do {
      let owners = Set(files.map { ExactText($0) })
      return try FileManager.default.contentsOfDirectory(atPath: folder)
        .filter { name in owner(of: name).map { owners.contains(ExactText($0)) } ?? false }
        .sorted()
    } catch {
      throw .cannotRead(path: folder, reason: systemReason(error))
    }
  }

  /// The file for which a temporary one of that name stands.
  private static func owner(of partial: String) -> String? {
    partial.wholeMatch(of: #/\.(.+)\.[0-9]+\.partial/#).map { String($0.1) }
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
