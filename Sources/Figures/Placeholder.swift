enum FiguresPlaceholder {}
