package dev.gori.inspect;

import dev.gori.runtime.Json;
import java.util.List;

/** Writes JSON into a string. Belongs to one thread. */
final class JsonText {
  private final StringBuilder text = new StringBuilder(1024);
  private boolean needsComma;

  private void value() {
    if (needsComma) {
      text.append(',');
    }
    needsComma = true;
  }

  JsonText object(Runnable content) {
    value();
    text.append('{');
    needsComma = false;
    content.run();
    text.append('}');
    needsComma = true;
    return this;
  }

  JsonText array(Runnable content) {
    value();
    text.append('[');
    needsComma = false;
    content.run();
    text.append(']');
    needsComma = true;
    return this;
  }

  JsonText name(String name) {
    value();
    Json.string(text, name);
    text.append(':');
    needsComma = false;
    return this;
  }

  JsonText field(String name, String value) {
    return name(name).string(value);
  }

  JsonText field(String name, double value) {
    return name(name).number(value);
  }

  JsonText field(String name, boolean value) {
    name(name).value();
    text.append(value);
    return this;
  }

  JsonText field(String name, List<String> values) {
    return name(name).array(() -> values.forEach(this::string));
  }

  /** A field whose value is JSON already. */
  JsonText raw(String name, String json) {
    name(name).value();
    text.append(json);
    return this;
  }

  JsonText string(String string) {
    value();
    Json.string(text, string);
    return this;
  }

  /** Whole numbers without a fraction, others with three digits of one. */
  JsonText number(double number) {
    value();
    if (!Double.isFinite(number)) {
      text.append('0');
    } else if (number == Math.rint(number) && Math.abs(number) < 1e15) {
      text.append((long) number);
    } else {
      text.append(Math.round(number * 1000) / 1000.0);
    }
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
