package dev.gori.runtime.http;

/** Which side of a conversation a parser reads. */
public enum ParserType {
  REQUEST,
  RESPONSE
}
