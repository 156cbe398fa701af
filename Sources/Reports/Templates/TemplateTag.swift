/// The first words of `{% … %}`.
enum TemplateTag: String, CaseIterable, Sendable {
  case `if`
  case elsif
  case `else`
  case endif
  case `for`
  case endfor
  case include
  case source
  case endsource
  case raw
  case endraw
  case comment
  case endcomment
  case figref

  /// The tag that ends the block that this one begins; nil for one that begins none.
  var end: TemplateTag? {
    switch self {
    case .if: .endif
    case .for: .endfor
    case .source: .endsource
    case .raw: .endraw
    case .comment: .endcomment
    case .elsif, .else, .include, .figref: nil
    case .endif, .endfor, .endsource, .endraw, .endcomment: nil
    }
  }

  /// Whether it ends a block or a part of one.
  var isClosing: Bool {
    switch self {
    case .elsif, .else, .endif, .endfor, .endsource, .endraw, .endcomment: true
    case .if, .for, .include, .source, .raw, .comment, .figref: false
    }
  }
}
