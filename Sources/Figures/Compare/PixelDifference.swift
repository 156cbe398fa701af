/// How two PNG pictures differ, pixel by pixel.
///
/// Text renderers and compressors vary a little from host to host, so pictures count as the same
/// when the root mean square difference of their channels is at most 1.0 (of 255) and at most
/// 0.5 % of the pixels are off by more than 32 in a channel. A line moved by one pixel is far
/// beyond that.
public enum PixelDifference: Equatable, Sendable {
  /// One of the two pictures.
  public enum Side: Sendable {
    case expected
    case actual
  }

  /// Every pixel is the same.
  case equal
  /// Some pixels differ, within the bounds.
  case close(rms: Double, share: Double)
  /// Beyond the bounds; `share` is the part of the pixels off by more than 32.
  case different(rms: Double, share: Double)
  /// The two have different sizes, in pixels.
  case differentSizes(expected: PixelSize, actual: PixelSize)
  /// One of the two is no PNG.
  case undecodable(Side)

  /// Whether the two show the same.
  public var isSame: Bool {
    switch self {
    case .equal, .close: true
    case .different, .differentSizes, .undecodable: false
    }
  }

  static let largestRMS = 1.0
  static let largestShare = 0.005
  static let largestStep = 32

  /// Compares the bytes of two PNG files.
  public init(expected: [UInt8], actual: [UInt8]) {
    guard let first = Self.decoded(expected) else {
      self = .undecodable(.expected)
      return
    }
    guard let second = Self.decoded(actual) else {
      self = .undecodable(.actual)
      return
    }
    self.init(expected: first, actual: second)
  }

  init(expected: PixelImage, actual: PixelImage) {
    guard expected.size == actual.size else {
      self = .differentSizes(expected: expected.size, actual: actual.size)
      return
    }
    var squares = 0
    var far = 0
    for (a, b) in zip(expected.pixels, actual.pixels) where a != b {
      let steps = PixelImage.steps(a, b)
      squares += steps.red * steps.red + steps.green * steps.green + steps.blue * steps.blue
      if max(steps.red, steps.green, steps.blue) > Self.largestStep { far += 1 }
    }
    guard squares > 0 else {
      self = .equal
      return
    }
    let count = Double(expected.pixels.count)
    let rms = (Double(squares) / (3 * count)).squareRoot()
    let share = Double(far) / count
    let isClose = rms <= Self.largestRMS && share <= Self.largestShare
    self = isClose ? .close(rms: rms, share: share) : .different(rms: rms, share: share)
  }

  private static func decoded(_ bytes: [UInt8]) -> PixelImage? {
    do {
      return try PixelImage(png: bytes)
    } catch {
      // That a side can't be decoded is the answer, and which side the caller says.
      return nil
    }
  }
}

/// A picture's size in pixels.
public struct PixelSize: Equatable, Sendable {
  public var width: Int
  public var height: Int

  public init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }
}
