enum ExperimentsPlaceholder {}
