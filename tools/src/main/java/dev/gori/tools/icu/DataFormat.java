package dev.gori.tools.icu;

/** What is known of one of ICU's binary formats: where its numbers are and how wide. */
@FunctionalInterface
interface DataFormat {
  /** Converts the data that begins at {@code start}, behind its header. */
  void swap(Swapper data, int start);

  /** The format that the header at {@code headerStart} names. */
  static DataFormat of(Swapper data, int headerStart) {
    String name = DataHeader.format(data, headerStart);
    return switch (name) {
      case "ResB" -> ResourceBundle::swap;
      case "UCol" -> Collation::swap;
      case "Brk " -> BreakRules::swap;
      case "Dict" -> Dictionary::swap;
      case "Nrm2" -> Normalization::swap;
      case "Layo" -> TextLayout::swap;
      case "Emoj" -> Emoji::swap;
      default -> throw new IllegalStateException("unknown format " + name);
    };
  }
}
