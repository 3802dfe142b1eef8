package dev.gori.runtime.binding;

import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import javax.naming.CommunicationException;
import javax.naming.ConfigurationException;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.OperationNotSupportedException;
import javax.naming.ServiceUnavailableException;
import javax.naming.directory.Attribute;
import javax.naming.directory.Attributes;
import javax.naming.directory.InitialDirContext;

/** Queries to DNS servers, through the JDK's own client. Thread: pool. */
final class DnsQuery {
  private DnsQuery() {}

  /**
   * Asks for the records of a type.
   *
   * @param servers addresses, with ports where they are not 53; none: the system's
   * @return "ok" and the records as text, or the c-ares code of the failure alone
   */
  @SuppressWarnings("BanJNDI") // asks for DNS records, which are text: nothing is deserialized
  static String[] run(String name, String type, String[] servers) {
    Hashtable<String, String> settings = new Hashtable<>();
    settings.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
    StringBuilder urls = new StringBuilder();
    for (String server : servers) {
      urls.append(urls.isEmpty() ? "dns://" : " dns://").append(server);
    }
    settings.put(Context.PROVIDER_URL, urls.isEmpty() ? "dns:" : urls.toString());
    try {
      InitialDirContext context = new InitialDirContext(settings);
      try {
        return records(context.getAttributes(name, new String[] {type}), type);
      } finally {
        context.close();
      }
    } catch (NamingException e) {
      return new String[] {codeOf(e)};
    }
  }

  private static String[] records(Attributes attributes, String type) throws NamingException {
    Attribute attribute = attributes.get(type);
    if (attribute == null) {
      return new String[] {"ENODATA"};
    }
    List<String> found = new ArrayList<>();
    found.add("ok");
    NamingEnumeration<?> values = attribute.getAll();
    while (values.hasMore()) {
      found.add(String.valueOf(values.next()));
    }
    return found.toArray(String[]::new);
  }

  private static String codeOf(NamingException e) {
    if (e instanceof CommunicationException silent
        && silent.getRootCause() instanceof java.net.SocketTimeoutException) {
      return "ETIMEOUT";
    }
    if (e instanceof ConfigurationException || e instanceof CommunicationException) {
      return "ECONNREFUSED";
    }
    if (e instanceof NameNotFoundException) {
      return "ENOTFOUND";
    }
    if (e instanceof ServiceUnavailableException) {
      return "ESERVFAIL";
    }
    return e instanceof OperationNotSupportedException ? "ENOTIMP" : "EBADRESP";
  }
}
