/// A text of a YAML file, with its place.
package struct YAMLText: Sendable {
  package let string: String
  package let position: SourcePosition

  init(_ text: LocatedText) {
    string = text.string
    position = text.start
  }
}
