/// Changes bytes: flips, cuts, doubles and overwrites with extremes.
enum ByteMutator {
  private static let extremes: [UInt8] = [0, 1, 0x7F, 0x80, 0xFF, 0xC3, 0x28, 0xED, 0xA0, 0xF4]

  static func change(_ bytes: inout [UInt8], _ random: inout FuzzRandom) {
    for _ in 0..<random.size(upTo: 8) where !bytes.isEmpty {
      let start = Int.random(in: bytes.indices, using: &random)
      let range = start..<min(start + random.size(upTo: 64), bytes.count)
      switch Int.random(in: 0..<6, using: &random) {
      case 0: bytes[start] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 1: bytes[start] = random.pick(extremes)
      case 2: bytes.removeSubrange(range)
      case 3: bytes.insert(contentsOf: bytes[range], at: start)
      case 4: bytes.removeSubrange(start...)
      default: bytes.append(contentsOf: bytes[range])
      }
    }
  }
}
