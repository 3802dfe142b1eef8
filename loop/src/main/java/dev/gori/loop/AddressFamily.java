package dev.gori.loop;

/** Which internet addresses are meant. */
public enum AddressFamily {
  /** Both. */
  ANY,
  /** Version 4 only. */
  IPV4,
  /** Version 6 only. */
  IPV6
}
