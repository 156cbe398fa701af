/// What a parameter tensor is to its layer.
public enum ParameterRole: String, Codable, CaseIterable, Sendable {
  /// w of the standard parameterization, row after row: [unitCount, fanIn], of a dense layer
  /// [outputSize, inputSize].
  case weight
  /// v, row after row: [unitCount, fanIn].
  case direction
  /// g, or s where g = eˢ, or γ where g = √k·γ: [unitCount].
  case magnitude
  /// γ of full batch normalization: [unitCount].
  case gain
  /// b: [unitCount].
  case bias
}

// What an optimizer, a clipping of gradients or an average of weights is made of, outside this module
// as inside. All visits go through the same tensors in the same order: layer by layer w and b, or v, g
// and b, then γ. So the n-th call of one belongs to the n-th of another, and state kept in that order
// to the same tensors. What does not learn is left out: a frozen g, running statistics.
extension MLP {
  /// Calls `body` with the role and the elements of each tensor that learns, which are changed in place.
  ///
  /// Layers come in order, and in each w and b, or v, g and b, then γ. A frozen g is left out.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public mutating func forEachParameter(
    _ body: (ParameterRole, inout MutableSpan<Scalar>) -> Void
  ) {
    Self.forEachParameter(of: &layers) { _, role, parameter in body(role, &parameter) }
  }

  /// As `forEachParameter`, with the gradient of each tensor, of as many elements: one step of an
  /// optimizer.
  ///
  /// - Precondition: the gradients have the shapes of the network's parameters.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public mutating func forEachParameter(
    along gradient: [LayerGradient<Scalar>],
    _ body: (ParameterRole, inout MutableSpan<Scalar>, Span<Scalar>) -> Void
  ) {
    gradient.checkShapes(of: self)
    visitParameters(along: gradient) { role, parameter, slopes, _ in
      body(role, &parameter, slopes)
    }
  }

  /// As `forEachParameter`, with the same tensor of another network, of as many elements: an average of
  /// weights.
  ///
  /// - Precondition: the networks have the same shapes, parameterizations and normalizations.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public mutating func forEachParameter(
    with other: MLP,
    _ body: (ParameterRole, inout MutableSpan<Scalar>, Span<Scalar>) -> Void
  ) {
    precondition(
      layers.count == other.layers.count
        && layers.indices.allSatisfy { layers[$0].hasParameters(like: other.layers[$0]) },
      "parameters of another network")
    Self.forEachParameter(of: &layers) { index, role, parameter in
      other.layers[index].withParameter(role) { body(role, &parameter, $0) }
    }
  }

  /// Calls `body` with the role and the gradient of each tensor that learns, which is changed in place,
  /// in the order of `forEachParameter`.
  ///
  /// - Precondition: the gradients have the shapes of the network's parameters.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func forEachGradient(
    in gradient: inout [LayerGradient<Scalar>],
    _ body: (ParameterRole, inout MutableSpan<Scalar>) -> Void
  ) {
    gradient.checkShapes(of: self)
    for index in layers.indices {
      let form = layers[index].weightNorm?.magnitudeForm
      gradient[index].matrix.elements.withMutableSpan {
        body(form == nil ? .weight : .direction, &$0)
      }
      if let form, form != .frozen {
        gradient[index].magnitude.withMutableSpan { body(.magnitude, &$0) }
      }
      gradient[index].bias.withMutableSpan { body(.bias, &$0) }
      if layers[index].normalization?.form == .full {
        gradient[index].gain.withMutableSpan { body(.gain, &$0) }
      }
    }
  }

  /// As the public visit along gradients, inlined into a step of an optimizer. It also tells the length
  /// of the vectors that a tensor is made of: rows of w or v, elements of g, b or γ.
  @inline(__always)
  mutating func visitParameters(
    along gradient: [LayerGradient<Scalar>],
    _ body: (ParameterRole, inout MutableSpan<Scalar>, Span<Scalar>, _ vectorSize: Int) -> Void
  ) {
    // With the counts of all tensors, which the optimizers compare, the shapes agree as well.
    precondition(gradient.count == layers.count, "gradients of another network")
    Self.forEachParameter(of: &layers, along: gradient, body)
  }

  // On all layers at once, so that their shapes are compared once.
  @inline(__always)
  private static func forEachParameter(
    of layers: inout [Layer<Scalar>],
    _ body: (Int, ParameterRole, inout MutableSpan<Scalar>) -> Void
  ) {
    for index in layers.indices {
      layers[index].forEachParameter { role, parameter in body(index, role, &parameter) }
    }
  }

  @inline(__always)
  private static func forEachParameter(
    of layers: inout [Layer<Scalar>], along gradient: [LayerGradient<Scalar>],
    _ body: (ParameterRole, inout MutableSpan<Scalar>, Span<Scalar>, Int) -> Void
  ) {
    let gradients = gradient.span
    for index in layers.indices {
      let units = layers[index].isWeightNormalized ? gradients[index].bias.count : 0
      precondition(gradients[index].magnitude.count == units, "gradients of another network")
      let fanIn = layers[index].fanIn
      layers[index].forEachParameter { role, parameter in
        switch role {
        case .weight, .direction:
          gradients[index].matrix.elements.withSpan { body(role, &parameter, $0, fanIn) }
        case .magnitude: body(role, &parameter, gradients[index].magnitude.span, 1)
        case .gain: body(role, &parameter, gradients[index].gain.span, 1)
        case .bias: body(role, &parameter, gradients[index].bias.span, 1)
        }
      }
    }
  }
}

extension Layer {
  /// Calls `body` with each tensor that learns and its role; tensors are changed in place. A frozen
  /// magnitude is left out.
  @inline(__always)
  mutating func forEachParameter(_ body: (ParameterRole, inout MutableSpan<Scalar>) -> Void) {
    // Normalization and map are moved out and back, so that their arrays keep one owner and are not
    // copied; so is the convolution, which fits no other map.
    var moved = normalization
    normalization = nil
    let place = convolution
    convolution = nil
    switch map {
    case .standard(var dense):
      map = .standard(Dense.vacant)
      dense.weight.elements.withMutableSpan { body(.weight, &$0) }
      dense.bias.withMutableSpan { body(.bias, &$0) }
      map = .standard(dense)
    case .weightNorm(var dense):
      map = .standard(Dense.vacant)
      dense.direction.elements.withMutableSpan { body(.direction, &$0) }
      if dense.magnitudeForm != .frozen {
        dense.magnitudeParameter.withMutableSpan { body(.magnitude, &$0) }
      }
      dense.bias.withMutableSpan { body(.bias, &$0) }
      map = .weightNorm(dense)
    }
    if moved?.form == .full { moved?.gain.withMutableSpan { body(.gain, &$0) } }
    normalization = moved
    convolution = place
  }

  /// Whether the tensors that learn have the same roles, shapes and meanings.
  fileprivate func hasParameters(like other: Layer) -> Bool {
    fanIn == other.fanIn && unitCount == other.unitCount && convolution == other.convolution
      && weightNorm?.magnitudeForm == other.weightNorm?.magnitudeForm
      && normalization?.form == other.normalization?.form
  }

  /// Calls `body` with the tensor of that role.
  ///
  /// - Precondition: the layer has one.
  @inline(__always)
  fileprivate func withParameter(_ role: ParameterRole, _ body: (Span<Scalar>) -> Void) {
    switch (role, map) {
    case (.weight, .standard(let dense)): dense.weight.elements.withSpan(body)
    case (.direction, .weightNorm(let dense)): dense.direction.elements.withSpan(body)
    case (.magnitude, .weightNorm(let dense)): body(dense.magnitudeParameter.span)
    case (.bias, _):
      let bias = bias
      body(bias.span)
    case (.gain, _):
      let gain = normalization?.gain ?? []
      body(gain.span)
    case (.weight, _), (.direction, _), (.magnitude, _):
      preconditionFailure("parameters of another network")
    }
  }
}

extension Dense {
  /// A map of size 0.
  fileprivate static var vacant: Dense {
    Dense(unchecked: Matrix(rows: 0, columns: 0), bias: [])
  }

  fileprivate init(unchecked weight: Matrix<Scalar>, bias: [Scalar]) {
    self.weight = weight
    self.bias = bias
  }
}

extension Array where Element: Real {
  /// Calls `body` with the elements to change.
  @inline(__always)
  fileprivate mutating func withMutableSpan(_ body: (inout MutableSpan<Element>) -> Void) {
    var span = mutableSpan
    body(&span)
  }
}
