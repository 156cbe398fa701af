/// The shape of an image, whose elements lie in rows from top to bottom, pixel after pixel, and in a pixel
/// channel after channel: element (y, x, c) stands at `(y * width + x) * channels + c`.
public struct ImageShape: Codable, Equatable, Sendable {
  public let height: Int
  public let width: Int
  public let channels: Int

  public init(height: Int, width: Int, channels: Int = 1) {
    self.height = height
    self.width = width
    self.channels = channels
  }

  /// Elements of an image.
  public var count: Int { height * width * channels }
}

/// Filters of a convolutional layer that waits for its image.
public struct Filters: Codable, Equatable, Sendable {
  /// Output channels, one per filter.
  public let count: Int
  public let kernelSize: Int
  public let stride: Int
  public let padding: Int

  public init(_ count: Int, kernelSize: Int = 3, stride: Int = 1, padding: Int = 0) {
    self.count = count
    self.kernelSize = kernelSize
    self.stride = stride
    self.padding = padding
  }
}

/// Which patches of an image a layer's map is applied to: those under a square kernel that moves over the
/// image by a stride, with zeros round the image.
///
/// ```
/// t[oy, ox, j] = Σ over dy, dx, c of x[oy·stride + dy − padding, ox·stride + dx − padding, c]·wⱼ[dy, dx, c]
/// ```
/// x is 0 outside the image, and nothing is mirrored: a cross-correlation, as in all frameworks. A weight
/// vector w is a filter, one per output channel; element (dy, dx, c) of it and of a patch stands at
/// `(dy * kernelSize + dx) * channels + c`. Outputs are images too, laid out as `ImageShape` says: position
/// after position, the channels of a position side by side.
public struct Convolution: Equatable, Sendable {
  public let image: ImageShape
  public let kernelSize: Int
  public let stride: Int
  /// Rows and columns of zeros on each side.
  public let padding: Int
  /// ⌊(height + 2·padding − kernelSize)/stride⌋ + 1, and the same of the width.
  public let outputHeight: Int
  public let outputWidth: Int

  /// Elements of an image: the inputs of the layer.
  public var inputSize: Int { image.count }
  /// Elements of a patch, kernelSize²·channels: the fan-in of a filter.
  public var patchSize: Int { kernelSize * kernelSize * image.channels }
  /// Patches of an image.
  public var positions: Int { outputHeight * outputWidth }

  /// - Throws: `CoreError.convolution` for a size or stride below 1, a negative padding, a kernel that is
  ///   larger than the padded image, or more elements than can be counted.
  public init(
    _ image: ImageShape, kernelSize: Int, stride: Int = 1, padding: Int = 0
  ) throws(CoreError) {
    let sizes = [image.height, image.width, image.channels, kernelSize, stride]
    guard sizes.allSatisfy({ $0 > 0 }), padding >= 0 else {
      throw .convolution("expected sizes and a stride of at least 1, and no negative padding")
    }
    guard (sizes + [padding]).allSatisfy({ $0 <= Self.largest }) else {
      throw .convolution("expected no size above \(Self.largest)")
    }
    let (height, width) = (image.height + 2 * padding, image.width + 2 * padding)
    guard kernelSize <= height, kernelSize <= width else {
      throw .convolution(
        "expected a kernel that fits the padded image of \(height)×\(width), found \(kernelSize)")
    }
    self.image = image
    self.kernelSize = kernelSize
    self.stride = stride
    self.padding = padding
    outputHeight = (height - kernelSize) / stride + 1
    outputWidth = (width - kernelSize) / stride + 1
    let (all, isTooLarge) = positions.multipliedReportingOverflow(by: patchSize)
    guard !isTooLarge, max(all, inputSize) <= Int(Int32.max) else {
      throw .convolution("expected an image and its patches of at most \(Int32.max) elements")
    }
  }

  /// No size is larger, so that products of three can be counted.
  private static var largest: Int { 1 << 16 }

  /// The shape of the outputs of so many filters.
  public func output(of filters: Int) -> ImageShape {
    ImageShape(height: outputHeight, width: outputWidth, channels: filters)
  }
}

extension Convolution: Codable {
  private enum CodingKeys: String, CodingKey {
    case image, kernelSize, stride, padding
  }

  /// - Throws: `DecodingError` also for what `init` refuses.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let image = try values.decode(ImageShape.self, forKey: .image)
    let kernelSize = try values.decode(Int.self, forKey: .kernelSize)
    let stride = try values.decode(Int.self, forKey: .stride)
    let padding = try values.decode(Int.self, forKey: .padding)
    self = try decoder.refusing { () throws(CoreError) in
      try Convolution(image, kernelSize: kernelSize, stride: stride, padding: padding)
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(image, forKey: .image)
    try values.encode(kernelSize, forKey: .kernelSize)
    try values.encode(stride, forKey: .stride)
    try values.encode(padding, forKey: .padding)
  }
}
