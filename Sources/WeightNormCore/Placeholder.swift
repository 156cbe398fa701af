enum WeightNormCorePlaceholder {}
