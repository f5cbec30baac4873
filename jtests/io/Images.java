// Images in memory and their files without a screen: pixels, rasters, colour models, PNG, GIF and BMP written and read.
import jasm.Try;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Insets;
import java.awt.Rectangle;
import java.awt.geom.*;
import java.awt.image.*;
import java.io.*;
import java.util.*;
import javax.imageio.*;

public class Images {
    public static void main(String[] args) throws Exception {
        for (int type : new int[] {BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_INT_ARGB, BufferedImage.TYPE_3BYTE_BGR, BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_BYTE_BINARY, BufferedImage.TYPE_BYTE_INDEXED, BufferedImage.TYPE_USHORT_565_RGB}) {
            BufferedImage image = new BufferedImage(17, 9, type);
            for (int x = 0; x < 17; x++) {
                for (int y = 0; y < 9; y++) {
                    image.setRGB(x, y, 0xff000000 | x * 15 << 16 | y * 28 << 8 | 0x40);
                }
            }
            System.out.println(type + " " + Integer.toHexString(image.getRGB(5, 5)) + " " + image.getSampleModel().getNumBands() + " " + image.getColorModel().getPixelSize() + " " + image.getRaster().getDataBuffer().getSize() + " " + image.getSubimage(2, 2, 5, 5).getRGB(3, 3));
            for (String format : new String[] {"png", "gif", "bmp"}) {
                Try.run("  " + format, () -> {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    if (!ImageIO.write(image, format, bytes)) {
                        return "no writer";
                    }
                    BufferedImage back = ImageIO.read(new ByteArrayInputStream(bytes.toByteArray()));
                    int same = 0;
                    for (int x = 0; x < 17; x++) {
                        for (int y = 0; y < 9; y++) {
                            same += back.getRGB(x, y) == image.getRGB(x, y) ? 1 : 0;
                        }
                    }
                    return back.getWidth() + "x" + back.getHeight() + " " + back.getType() + " " + same;
                });
            }
        }
        Try.run("outside", () -> new BufferedImage(2, 2, 1).getRGB(2, 0));
        Try.run("no image", () -> ImageIO.read(new ByteArrayInputStream(new byte[50])));
        Try.run("missing", () -> ImageIO.read(new File("missing.png")));
        System.out.println(new TreeSet<>(Arrays.asList(ImageIO.getReaderFileSuffixes())));
        System.out.println(new Color(10, 20, 30).brighter() + " " + Arrays.toString(Color.RGBtoHSB(1, 2, 3, null)) + " " + Color.decode("#ff8800") + " " + new Rectangle(1, 2, 3, 4).union(new Rectangle(7, 7, 1, 1)) + " " + new Dimension(3, 4) + " " + new Insets(1, 2, 3, 4));
        AffineTransform t = AffineTransform.getRotateInstance(Math.PI / 2);
        t.translate(3, 4);
        Area area = new Area(new Ellipse2D.Double(0, 0, 10, 10));
        area.subtract(new Area(new Rectangle(5, 0, 5, 10)));
        System.out.println(t.transform(new Point2D.Double(1, 1), null) + " " + area.getBounds() + " " + area.contains(2, 5) + area.contains(7, 5));
    }
}
