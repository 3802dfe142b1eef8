package dev.gori.runtime.http;

/**
 * Why parsing stopped.
 *
 * @param code Node's {@code HPE_*} code
 * @param reason the text after {@code Parse Error: }
 * @param position offset in the input of the last {@code execute}
 */
public record HttpError(String code, String reason, int position) {}
