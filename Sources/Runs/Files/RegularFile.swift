internal import Foundation

/// Reads whole files and nothing else: a pipe or a device may never end.
public enum RegularFile {
  /// The content of a file.
  ///
  /// - Throws: ``RunsError/cannotRead(path:reason:)`` where there is none, where it is something else
  ///   than a file, or larger than `limit` bytes.
  public static func bytes(
    of path: String, limit: Int = 64 << 20
  ) throws(RunsError) -> [UInt8] {
    var bytes: [UInt8] = []
    try forEachPiece(of: path, limit: limit) { piece in
      bytes += piece
      return true
    }
    return bytes
  }

  /// Hands over the content of a file of any size piece by piece, as long as `body` asks for more.
  ///
  /// - Throws: ``RunsError/cannotRead(path:reason:)`` where there is none, where it is something else
  ///   than a file, or larger than `limit` bytes.
  public static func forEachPiece(
    of path: String, limit: Int = .max, _ body: (UnsafeRawBufferPointer) -> Bool
  ) throws(RunsError) {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw .cannotRead(path: path, reason: systemReason) }
    // Nothing was written that closing could lose.
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw .cannotRead(path: path, reason: systemReason)
    }
    if let reason = refusal(of: status, limit) { throw .cannotRead(path: path, reason: reason) }
    try read(descriptor, path, limit, body)
  }

  /// The size of a file in bytes; nil where there is none.
  public static func size(of path: String) -> Int? {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : nil
  }

  /// Whether a pipe, a device or a socket stands at a path, or where a link there leads.
  public static func isSomethingElse(_ path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else { return false }
    return ![S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT)
  }

  private static func refusal(of status: stat, _ limit: Int) -> String? {
    switch status.st_mode & S_IFMT {
    case S_IFREG:
      return status.st_size > limit ? "it is larger than \(limit >> 20) MiB" : nil
    case S_IFDIR: return String(cString: strerror(EISDIR))
    default: return "it is not a regular file"
    }
  }

  /// A file may grow while it is read.
  private static func read(
    _ descriptor: Int32, _ path: String, _ limit: Int, _ body: (UnsafeRawBufferPointer) -> Bool
  ) throws(RunsError) {
    var total = 0
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while total <= limit {
      let count = Foundation.read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .cannotRead(path: path, reason: systemReason) }
      if count == 0 { return }
      total += count
      let goesOn = buffer.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
      guard goesOn else { return }
    }
    throw .cannotRead(path: path, reason: "it is larger than \(limit >> 20) MiB")
  }

  private static var systemReason: String { String(cString: strerror(errno)) }
}
