package dev.gori.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * Puts npm packages of a lock file into node_modules, without npm: each line of the lock names the
 * folder, the package, its version and the checksum of its archive. Any thread.
 */
final class PackageInstaller {
  private static final String REGISTRY = "https://registry.npmjs.org/";
  private static final int AT_ONCE = 8;

  private PackageInstaller() {}

  /** Installs what is missing; a folder that an earlier run completed stays. */
  static void install(Path lock, Path target) throws Exception {
    Path done = target.resolve("installed.tsv");
    String wanted = Files.readString(lock);
    if (Files.exists(done) && Files.readString(done).equals(wanted)) {
      return;
    }
    try (HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(30)).build();
        var pool = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Callable<Void>> jobs = new ArrayList<>();
      for (String line : wanted.lines().toList()) {
        String[] fields = line.split("\t");
        jobs.add(
            () -> {
              byte[] archive = download(client, fields[1], fields[2], fields[3]);
              unpack(archive, target.resolve(fields[0]));
              return null;
            });
      }
      for (Future<Void> job : pool.invokeAll(jobs)) {
        job.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("a package could not be installed", e.getCause());
    }
    Files.writeString(done, wanted);
  }

  private static byte[] download(HttpClient client, String name, String version, String integrity)
      throws IOException, InterruptedException, NoSuchAlgorithmException {
    String file = name.substring(name.indexOf('/') + 1) + "-" + version + ".tgz";
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(REGISTRY + name + "/-/" + file))
            .timeout(Duration.ofMinutes(2))
            .build();
    HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    byte[] digest = MessageDigest.getInstance("SHA-512").digest(response.body());
    if (!integrity.equals("sha512-" + Base64.getEncoder().encodeToString(digest))) {
      throw new IOException(request.uri() + " is not what the lock file names");
    }
    return response.body();
  }

  /** The archive's files are in one folder, usually "package", which is left out. */
  private static void unpack(byte[] archive, Path folder) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            new GzipCompressorInputStream(new ByteArrayInputStream(archive)))) {
      for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
        String name = entry.getName().substring(entry.getName().indexOf('/') + 1);
        Path file = folder.resolve(name).normalize();
        if (!file.startsWith(folder)) {
          throw new IOException(entry.getName() + " lies outside of its package");
        }
        if (entry.isFile()) {
          Files.createDirectories(file.getParent());
          Files.write(file, tar.readAllBytes());
        }
      }
    }
  }
}
