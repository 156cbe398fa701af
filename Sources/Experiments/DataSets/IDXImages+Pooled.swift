internal import Tables

extension IDXImages {
  /// Means over 2 × 2 pixels, over 255: [labels.count, (side/2)²], row after row.
  func pooledPixels() -> [Float] {
    let half = side / 2
    return (0..<labels.count * half * half).map { place in
      let corner = pixels.startIndex + 2 * (place / half * side + place % half)
      let sum =
        Int(pixels[corner]) + Int(pixels[corner + 1])
        + Int(pixels[corner + side]) + Int(pixels[corner + side + 1])
      return Float(sum) / (4 * 255)
    }
  }
}
