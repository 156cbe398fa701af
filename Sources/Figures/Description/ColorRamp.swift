/// Colours for a range of values, told apart by readers of every kind of colour vision.
public enum ColorRamp: String, Codable, CaseIterable, Sendable {
  /// From dark to light in even steps of lightness, so that it works in greyscale too: *viridis* of
  /// van der Walt and Smith (2015).
  case sequential
  /// From blue through light grey to red, for values around zero or a ratio around one: *RdBu* of
  /// Brewer (2003), its middle darkened so that it stands off the ground.
  case diverging

  /// The colour at a share of the range from 0, its lower end, to 1.
  func color(at fraction: Double) -> Color {
    let place = min(max(fraction, 0), 1) * Double(anchors.count - 1)
    let lower = min(Int(place), anchors.count - 2)
    return anchors[lower].mixed(with: anchors[lower + 1], place - Double(lower))
  }

  /// Colours at even distances along the ramp.
  private var anchors: [Color] {
    switch self {
    case .sequential: Self.viridis
    case .diverging: Self.blueToRed
    }
  }

  private static let viridis = [
    0x440154, 0x482576, 0x414487, 0x35608D, 0x2A788E, 0x21908C, 0x22A884, 0x43BF71, 0x7AD151,
    0xBBDF27, 0xFDE725,
  ].map { Color(hex: $0) }

  private static let blueToRed = [
    0x2166AC, 0x4393C3, 0x92C5DE, 0xD1E5F0, 0xEBEBEB, 0xFDDBC7, 0xF4A582, 0xD6604D, 0xB2182B,
  ].map { Color(hex: $0) }
}

extension Color {
  /// Black or white, whichever stands out more on this colour (the contrast of WCAG 2).
  var contrasting: Color {
    1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.05 ? .white : .black
  }
}
