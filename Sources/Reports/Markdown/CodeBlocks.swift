/// Follows the fenced blocks of a page line by line.
struct CodeBlocks {
  /// The fence of the block that the last line stands in.
  private(set) var open: Fence?

  /// Whether the line is a fence or stands between two.
  mutating func isCode(_ line: some Collection<Character>) -> Bool {
    guard let fence = Fence(line) else { return open != nil }
    if let current = open {
      if current.isClosed(by: fence) { open = nil }
    } else {
      open = fence
    }
    return true
  }
}
