// Signed jars: made by JarSigner, verified entry by entry, changed afterwards, loaded by a class loader; multi-release ones.
// javac: --add-exports java.base/sun.security.x509=ALL-UNNAMED --add-exports java.base/sun.security.tools.keytool=ALL-UNNAMED
// flags: --add-exports java.base/sun.security.x509=ALL-UNNAMED --add-exports java.base/sun.security.tools.keytool=ALL-UNNAMED
import java.io.*;
import java.net.*;
import java.nio.file.*;
import java.security.*;
import java.security.cert.X509Certificate;
import java.util.*;
import java.util.jar.*;
import java.util.zip.*;
import jdk.security.jarsigner.JarSigner;
import sun.security.tools.keytool.CertAndKeyGen;
import sun.security.x509.X500Name;

public class SignedJars {
    interface Action {
        Object run() throws Throwable;
    }

    static void attempt(String what, Action action) {
        try {
            System.out.println(what + ": " + action.run());
        } catch (Throwable e) {
            System.out.println(what + ": " + e.toString().replace(System.getProperty("user.dir"), "HERE"));
        }
    }

    static void jar(String name, Manifest manifest, String... entries) throws IOException {
        try (JarOutputStream out = manifest == null ? new JarOutputStream(new FileOutputStream(name)) : new JarOutputStream(new FileOutputStream(name), manifest)) {
            for (int i = 0; i < entries.length; i += 2) {
                ZipEntry entry = new ZipEntry(entries[i]);
                entry.setTime(1_500_000_000_000L);
                out.putNextEntry(entry);
                out.write(entries[i + 1].getBytes());
            }
        }
    }

    static String read(JarFile jar, String name) {
        try {
            JarEntry entry = jar.getJarEntry(name);
            if (entry == null) {
                return name + " none";
            }
            String text = new String(jar.getInputStream(entry).readAllBytes());
            CodeSigner[] signers = entry.getCodeSigners();
            return name + " [" + text + "] " + (signers == null ? "unsigned" : signers.length + " " + ((X509Certificate) signers[0].getSignerCertPath().getCertificates().get(0)).getSubjectX500Principal()) + " " + (entry.getCertificates() == null);
        } catch (Exception e) {
            return name + " " + e;
        }
    }

    /** The archive with one entry replaced, left out (null) or added. */
    static void change(String from, String to, String name, String text) throws IOException {
        try (ZipFile in = new ZipFile(from); ZipOutputStream out = new ZipOutputStream(new FileOutputStream(to))) {
            boolean done = false;
            for (ZipEntry entry : Collections.list(in.entries())) {
                byte[] data = in.getInputStream(entry).readAllBytes();
                if (entry.getName().equals(name)) {
                    done = true;
                    if (text == null) {
                        continue;
                    }
                    data = text.getBytes();
                }
                out.putNextEntry(new ZipEntry(entry.getName()));
                out.write(data);
            }
            if (!done && text != null) {
                out.putNextEntry(new ZipEntry(name));
                out.write(text.getBytes());
            }
        }
    }

    public static void main(String[] args) throws Exception {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "a.B");
        manifest.getEntries().put("a/one.txt", new Attributes());
        manifest.getEntries().get("a/one.txt").putValue("X-Own", "value that is so long that it does not fit into a single line of seventy-two bytes");
        jar("plain.jar", manifest, "a/one.txt", "one", "a/two.txt", "two", "META-INF/services/x", "service");
        CertAndKeyGen generator = new CertAndKeyGen("EC", "SHA256withECDSA");
        generator.generate("secp256r1");
        X509Certificate certificate = generator.getSelfCertificate(new X500Name("CN=Signer"), 24 * 3600);
        var path = java.security.cert.CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate));
        JarSigner signer = new JarSigner.Builder(generator.getPrivateKey(), path).digestAlgorithm("SHA-256").signatureAlgorithm("SHA256withECDSA").signerName("own").build();
        try (ZipFile in = new ZipFile("plain.jar"); OutputStream out = new FileOutputStream("signed.jar")) {
            signer.sign(in, out);
        }
        System.out.println(signer.getDigestAlgorithm() + " " + signer.getSignatureAlgorithm() + " " + signer.getSignerName());
        try (JarFile jar = new JarFile("signed.jar")) {
            System.out.println(new TreeSet<>(jar.stream().map(JarEntry::getName).toList()));
            for (String name : new String[] {"a/one.txt", "a/two.txt", "META-INF/services/x", "META-INF/MANIFEST.MF", "none"}) {
                System.out.println(read(jar, name));
            }
            System.out.println(jar.getManifest().getAttributes("a/one.txt").getValue("SHA-256-Digest") + " " + jar.getManifest().getMainAttributes().getValue("main-class") + " " + jar.getManifest().getAttributes("a/one.txt").getValue("x-own").length());
            System.out.println(new String(jar.getInputStream(jar.getEntry("META-INF/OWN.SF")).readAllBytes()).lines().filter(line -> line.startsWith("SHA-256-Digest:") || line.startsWith("Name") || line.startsWith("Signature-Version")).toList());
        }
        String[][] changes = {{"a/one.txt", "changed"}, {"a/two.txt", null}, {"a/three.txt", "three"}, {"META-INF/OWN.EC", null}, {"META-INF/OWN.SF", null}, {"META-INF/OWN.EC", "garbage"}, {"META-INF/MANIFEST.MF", "Manifest-Version: 1.0\r\n\r\n"}, {"META-INF/services/x", "other"}};
        for (String[] change : changes) {
            change("signed.jar", "changed.jar", change[0], change[1]);
            System.out.println(change[0] + " <- " + change[1]);
            attempt(" open", () -> {
                try (JarFile jar = new JarFile("changed.jar")) {
                    StringBuilder text = new StringBuilder();
                    for (String name : new String[] {"a/one.txt", "a/two.txt", "a/three.txt", "META-INF/services/x"}) {
                        text.append(read(jar, name)).append("; ");
                    }
                    return text;
                }
            });
            attempt(" not verified", () -> {
                try (JarFile jar = new JarFile(new File("changed.jar"), false)) {
                    return read(jar, "a/one.txt");
                }
            });
            attempt(" stream", () -> {
                try (JarInputStream in = new JarInputStream(new FileInputStream("changed.jar"))) {
                    StringBuilder text = new StringBuilder("" + (in.getManifest() != null));
                    for (JarEntry entry; (entry = in.getNextJarEntry()) != null;) {
                        if (entry.getName().startsWith("a/")) {
                            in.readAllBytes();
                            text.append(' ').append(entry.getName()).append(entry.getCodeSigners() == null ? "-" : "+");
                        }
                    }
                    return text;
                }
            });
            attempt(" loader", () -> {
                try (URLClassLoader loader = new URLClassLoader(new URL[] {new File("changed.jar").toURI().toURL()}, null)) {
                    return new String(loader.getResourceAsStream("a/one.txt").readAllBytes());
                }
            });
        }
        // A class in a signed jar knows its signers.
        byte[] class_ = SignedJars.class.getResourceAsStream("SignedJars$Action.class").readAllBytes();
        try (JarOutputStream out = new JarOutputStream(new FileOutputStream("code.jar"), manifest)) {
            out.putNextEntry(new ZipEntry("SignedJars$Action.class"));
            out.write(class_);
        }
        try (ZipFile in = new ZipFile("code.jar"); OutputStream out = new FileOutputStream("signedcode.jar")) {
            signer.sign(in, out);
        }
        try (URLClassLoader loader = new URLClassLoader(new URL[] {new File("signedcode.jar").toURI().toURL()}, null)) {
            Class<?> loaded = loader.loadClass("SignedJars$Action");
            System.out.println(loaded.getProtectionDomain().getCodeSource().getCodeSigners().length + " " + loaded.getSigners().length + " " + loaded.getProtectionDomain().getCodeSource().getLocation().getPath().endsWith("/signedcode.jar"));
        }
        // Multi-release.
        Manifest multi = new Manifest();
        multi.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        multi.getMainAttributes().put(Attributes.Name.MULTI_RELEASE, "true");
        jar("multi.jar", multi, "x.txt", "base", "META-INF/versions/9/x.txt", "nine", "META-INF/versions/11/x.txt", "eleven", "META-INF/versions/99/x.txt", "far", "META-INF/versions/11/new.txt", "new", "META-INF/versions/8/old.txt", "old");
        for (Runtime.Version version : new Runtime.Version[] {JarFile.baseVersion(), Runtime.Version.parse("9"), Runtime.Version.parse("10"), JarFile.runtimeVersion(), Runtime.Version.parse("120")}) {
            try (JarFile jar = new JarFile(new File("multi.jar"), true, ZipFile.OPEN_READ, version)) {
                JarEntry entry = jar.getJarEntry("x.txt");
                System.out.println((version.feature() == Runtime.version().feature() ? "own" : version) + " " + jar.isMultiRelease() + " " + new String(jar.getInputStream(entry).readAllBytes()) + " " + entry.getName() + " " + entry.getRealName() + " " + (jar.getEntry("new.txt") != null) + " " + jar.versionedStream().map(JarEntry::getRealName).sorted().toList() + " " + jar.stream().count());
            }
        }
        try (URLClassLoader loader = new URLClassLoader(new URL[] {new File("multi.jar").toURI().toURL()}, null)) {
            System.out.println(new String(loader.getResourceAsStream("x.txt").readAllBytes()) + " " + loader.getResource("x.txt").toString().replaceAll(".*!", "") + " " + loader.getResource("new.txt").getFile().replaceAll(".*!", ""));
        }
        URL url = new URL("jar:" + new File("multi.jar").toURI() + "!/x.txt#runtime");
        JarURLConnection connection = (JarURLConnection) url.openConnection();
        connection.setUseCaches(false);
        System.out.println(new String(connection.getInputStream().readAllBytes()) + " " + connection.getEntryName() + " " + connection.getMainAttributes().size());
        attempt("no entry", () -> new URL("jar:" + new File("multi.jar").toURI() + "!/none").openStream());
        attempt("no separator", () -> new URL("jar:" + new File("multi.jar").toURI()));
        attempt("no jar", () -> new URL("jar:" + new File("none.jar").toURI() + "!/x").openStream());
        try (FileSystem system = FileSystems.newFileSystem(Path.of("multi.jar"), Map.of("releaseVersion", "9"))) {
            System.out.println(Files.readString(system.getPath("x.txt")) + " " + Files.exists(system.getPath("new.txt")));
        }
        for (File file : new File(".").listFiles()) {
            file.delete();
        }
    }
}
